--- upgrade
INSERT INTO t (a) VALUES ('x') RETURNING t.id INTO :ret_0

/

INSERT INTO t (id, a) VALUES (1, 'x')

/

