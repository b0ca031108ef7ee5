--- upgrade
SELECT t.id 
FROM t 
WHERE x = 5;

