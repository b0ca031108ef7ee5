--- upgrade
SELECT l.a 
FROM LATERAL (SELECT t.a AS a 
FROM t) AS l;

