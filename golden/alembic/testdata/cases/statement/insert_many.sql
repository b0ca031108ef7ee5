--- upgrade
INSERT INTO t (a, s) VALUES (1, 'x'), (2, 'y');

