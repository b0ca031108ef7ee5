--- upgrade
SELECT 2;

SELECT 4;

