--- upgrade
SELECT t.id 
FROM t 
WHERE a + 1 = 5;

