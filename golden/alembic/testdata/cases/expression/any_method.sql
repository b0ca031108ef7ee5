--- upgrade
SELECT t.id 
FROM t 
WHERE 5 = ANY (t.r);

