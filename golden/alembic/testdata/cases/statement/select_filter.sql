--- upgrade
SELECT count(t.id) FILTER (WHERE t.a > 1) AS anon_1 
FROM t;

