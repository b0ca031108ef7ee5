--- upgrade
SELECT count(DISTINCT t.a) AS count_1 
FROM t;

