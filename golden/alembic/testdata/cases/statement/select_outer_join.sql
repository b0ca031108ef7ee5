--- upgrade
SELECT t.a 
FROM t LEFT OUTER JOIN u ON t.id = u.t_id;

