--- upgrade
SELECT t.id 
FROM t 
WHERE NOT (EXISTS (SELECT t.id 
FROM t 
WHERE t.a = 1));

