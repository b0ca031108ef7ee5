--- upgrade
SELECT t.id 
FROM t 
WHERE EXISTS (SELECT * 
FROM t 
WHERE t.a = 1);

