--- upgrade
SELECT 2;

