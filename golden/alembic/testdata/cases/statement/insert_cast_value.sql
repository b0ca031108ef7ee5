--- upgrade
INSERT INTO t (a, s) VALUES (1 + 1, CAST('x' AS VARCHAR(4)));

