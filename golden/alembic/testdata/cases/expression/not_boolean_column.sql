--- upgrade
SELECT t.id 
FROM t 
WHERE NOT t.b;

