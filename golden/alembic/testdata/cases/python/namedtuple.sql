--- upgrade
INSERT INTO t (id, name) VALUES (1, 'a');

INSERT INTO t (id, name) VALUES (2, 'b');

