--- upgrade
SELECT t.id 
FROM t 
WHERE CAST(5 AS INTEGER) = t.a;

