--- upgrade
INSERT INTO t (id, n) VALUES (0, 'name 0');

INSERT INTO t (id, n) VALUES (1, 'name 1');

INSERT INTO t (id, n) VALUES (2, 'name 2');

