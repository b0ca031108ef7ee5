--- upgrade
SELECT t.id 
FROM t 
WHERE EXTRACT(year FROM t.d) = 2020;

