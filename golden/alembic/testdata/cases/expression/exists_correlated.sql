--- upgrade
SELECT t.id 
FROM t 
WHERE EXISTS (SELECT u.t_id 
FROM u 
WHERE t_id = t.id);

