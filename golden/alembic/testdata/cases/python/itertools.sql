--- upgrade
SELECT 'a', 1;

SELECT 'a', 2;

SELECT 'b', 1;

SELECT 'b', 2;

