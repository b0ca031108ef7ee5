--- upgrade
SELECT t.id 
FROM t 
WHERE (t.a NOT IN (1, 2));

