--- upgrade
SELECT t.id 
FROM t 
WHERE (t.a & 4) != 0;

