--- upgrade
SELECT 1, 2;

