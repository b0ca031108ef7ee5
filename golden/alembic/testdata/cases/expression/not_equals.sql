--- upgrade
SELECT t.id 
FROM t 
WHERE t.a != 5;

