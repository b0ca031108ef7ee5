--- upgrade
SELECT t.id 
FROM t 
WHERE NULL = t.a;

