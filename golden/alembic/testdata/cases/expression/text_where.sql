--- upgrade
SELECT t.id 
FROM t 
WHERE a > 5;

