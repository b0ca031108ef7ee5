--- upgrade
SELECT 3;

