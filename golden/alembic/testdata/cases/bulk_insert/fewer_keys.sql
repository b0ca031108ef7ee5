--- upgrade
INSERT INTO t (a, c) VALUES (1, 3);

INSERT INTO t (b) VALUES (2);

