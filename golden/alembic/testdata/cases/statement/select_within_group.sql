--- upgrade
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t.a) AS anon_1 
FROM t;

