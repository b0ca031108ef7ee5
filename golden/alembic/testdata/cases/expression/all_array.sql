--- upgrade
SELECT t.id 
FROM t 
WHERE t.a > ALL (t.r);

