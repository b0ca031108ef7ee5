--- upgrade
INSERT INTO t (id, a) VALUES (1, NULL);

INSERT INTO t (id, a) VALUES (2, 3);

