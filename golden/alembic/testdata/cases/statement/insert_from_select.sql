--- upgrade
INSERT INTO t (a, s) SELECT x, y 
FROM u;

