--- upgrade
SELECT t.id 
FROM t 
WHERE CAST(t.s AS INTEGER) = 5;

