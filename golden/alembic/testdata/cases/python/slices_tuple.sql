--- upgrade
SELECT 2, 10;

