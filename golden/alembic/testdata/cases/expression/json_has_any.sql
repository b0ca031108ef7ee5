--- upgrade
SELECT t.id 
FROM t 
WHERE t.j ?| ARRAY['a', 'b'];

