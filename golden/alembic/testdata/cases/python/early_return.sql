--- upgrade
SELECT 1;

