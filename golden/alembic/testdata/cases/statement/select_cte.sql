--- upgrade
WITH q AS 
(SELECT t.a AS a 
FROM t 
WHERE t.a > 1)
 SELECT q.a 
FROM q;

