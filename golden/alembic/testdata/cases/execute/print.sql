--- upgrade
working
SELECT 1;

