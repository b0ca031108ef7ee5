--- upgrade
SELECT t.id 
FROM t 
WHERE t.d < now() - interval '1 day';

