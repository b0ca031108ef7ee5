--- upgrade
WITH q AS 
(SELECT t.id AS id 
FROM t 
WHERE t.a > 1)
 UPDATE t SET a=0 WHERE t.id IN (SELECT q.id 
FROM q);

