--- upgrade
WITH RECURSIVE q(id) AS 
(SELECT t.id AS id 
FROM t 
WHERE t.a IS NULL UNION ALL SELECT t.id AS id 
FROM t, q 
WHERE t.a = q.id)
 SELECT q.id 
FROM q;

