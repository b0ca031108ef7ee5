--- upgrade
SELECT t.id 
FROM t 
WHERE t.a = 1 AND t.b OR NOT (t.a = 2 OR t.id = 3);

