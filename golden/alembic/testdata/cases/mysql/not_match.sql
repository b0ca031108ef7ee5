--- upgrade
SELECT NOT MATCH (t.s) AGAINST (:s_1 IN BOOLEAN MODE) AS anon_1 
FROM t;

