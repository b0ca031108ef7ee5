--- upgrade
DELETE FROM t WHERE t.id IN (SELECT max(t.id) AS max_1 
FROM t GROUP BY t.a);

