--- upgrade
SELECT t.a 
FROM t FULL OUTER JOIN u ON t.id = u.t_id;

