--- upgrade
SELECT t.id 
FROM t 
WHERE t.a IS DISTINCT FROM 5;

