--- upgrade
SELECT array_agg(t.a ORDER BY t.d DESC) AS array_agg_1 
FROM t;

