--- upgrade
SELECT x.a 
FROM t AS x, t 
WHERE x.id = t.id;

