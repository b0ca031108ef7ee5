--- upgrade
SELECT t.id 
FROM t 
WHERE t.n > 10.25;

