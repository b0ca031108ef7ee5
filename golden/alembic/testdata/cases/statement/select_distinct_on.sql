--- upgrade
SELECT DISTINCT ON (t.s) t.a 
FROM t ORDER BY t.s;

