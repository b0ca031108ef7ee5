--- upgrade
SELECT q.a 
FROM (SELECT t.a AS a 
FROM t 
WHERE t.b) AS q;

