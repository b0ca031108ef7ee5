--- upgrade
SELECT 'a%b' LIKE 'a%%';

