--- upgrade
SELECT t.id 
FROM t 
WHERE t.a IN (SELECT t.id 
FROM t 
WHERE t.a = 2);

