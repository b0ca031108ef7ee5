--- upgrade
SELECT t.id 
FROM t 
WHERE t.a NOT BETWEEN 1 AND 5;

