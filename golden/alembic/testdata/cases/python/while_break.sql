--- upgrade
SELECT 1;

SELECT 3;

SELECT 4;

