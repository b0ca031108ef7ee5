--- upgrade
SELECT t.id 
FROM t 
WHERE CAST((t.j ->> 'k') AS INTEGER) = 5;

