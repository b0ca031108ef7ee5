--- upgrade
INSERT INTO t (id, n, at) VALUES (1, NULL, now());

