--- upgrade
SELECT t.id 
FROM t 
WHERE t.a BETWEEN 1 AND 5;

