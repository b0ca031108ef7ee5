--- upgrade
SELECT t.id 
FROM t 
WHERE t.a / 2 = 1;

