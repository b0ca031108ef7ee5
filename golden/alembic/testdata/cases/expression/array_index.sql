--- upgrade
SELECT t.id 
FROM t 
WHERE t.r[1] = 5;

