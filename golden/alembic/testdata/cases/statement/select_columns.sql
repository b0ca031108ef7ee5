--- upgrade
SELECT t.a, t.s AS x 
FROM t ORDER BY t.a DESC, t.s ASC NULLS LAST 
 LIMIT 5 OFFSET 10;

