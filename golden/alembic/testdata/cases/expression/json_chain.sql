--- upgrade
SELECT t.id 
FROM t 
WHERE CAST(((t.j['a']) ->> 'b') AS INTEGER) > 5;

