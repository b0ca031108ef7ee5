--- upgrade
SELECT t.id 
FROM t 
WHERE (t.s LIKE '%' || 'x' || '%');

