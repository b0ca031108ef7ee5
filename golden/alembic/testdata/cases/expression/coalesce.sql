--- upgrade
SELECT t.id 
FROM t 
WHERE coalesce(t.a, 0) = 0;

