--- upgrade
SELECT 1

/

