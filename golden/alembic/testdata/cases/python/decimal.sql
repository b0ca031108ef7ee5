--- upgrade
SELECT 3.10, 1.667;

