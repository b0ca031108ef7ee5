--- upgrade
SELECT t.a, (SELECT count(u.t_id) AS count_1 
FROM u 
WHERE u.t_id = t.id) AS n 
FROM t;

