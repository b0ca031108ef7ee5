--- upgrade
SELECT 1

