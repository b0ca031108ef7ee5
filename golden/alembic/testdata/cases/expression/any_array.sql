--- upgrade
SELECT t.id 
FROM t 
WHERE t.a = ANY (t.r);

