--- upgrade
SELECT t.a 
FROM t JOIN u ON t.id = u.t_id;

