--- upgrade
INSERT INTO t (a) VALUES (1) RETURNING t.id INTO :ret_0

/

