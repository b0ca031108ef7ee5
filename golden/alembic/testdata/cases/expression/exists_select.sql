--- upgrade
SELECT t.id 
FROM t 
WHERE EXISTS (SELECT 1 AS anon_1 
FROM t 
WHERE t.a = 1);

