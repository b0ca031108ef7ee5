--- upgrade
INSERT INTO t (a) SELECT u.a 
FROM u 
WHERE u.a > 5 ORDER BY u.a 
 LIMIT 5, 10;

