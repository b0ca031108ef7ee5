--- upgrade
SELECT t.id 
FROM t 
WHERE t.n = 1.5;

