--- upgrade
INSERT INTO t (a) VALUES ('x')

/

INSERT INTO t (id, a) VALUES (1, 'x')

/

