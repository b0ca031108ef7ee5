--- upgrade
WITH gone AS 
(DELETE FROM t WHERE t.a = 1 RETURNING t.id)
 SELECT gone.id 
FROM gone;

