--- upgrade
SELECT t.id 
FROM t 
WHERE t.a < 5 AND t.a > 1 AND t.id <= 3 AND t.id >= 2;

