--- upgrade
INSERT INTO t (a) SELECT u.x 
FROM u 
WHERE u.x > 3;

