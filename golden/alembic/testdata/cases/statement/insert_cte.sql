--- upgrade
WITH q AS 
(SELECT t.a AS a 
FROM t)
 INSERT INTO t (a) SELECT q.a 
FROM q;

