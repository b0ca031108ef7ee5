--- upgrade
SELECT t.id 
FROM t 
WHERE t.a IN (1, 2, 3);

