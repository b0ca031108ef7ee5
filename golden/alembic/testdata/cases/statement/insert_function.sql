--- upgrade
INSERT INTO t (a, s, d) VALUES (1, NULL, now());

