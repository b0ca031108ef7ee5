--- upgrade
SELECT anon_1.a 
FROM (SELECT t.a AS a 
FROM t) AS anon_1;

