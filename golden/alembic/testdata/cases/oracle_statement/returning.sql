--- upgrade
INSERT INTO t (a) VALUES (1)

/

INSERT INTO t (a) VALUES (1) RETURNING t.id INTO :ret_0

/

UPDATE t SET a=1 RETURNING t.id, t.a INTO :ret_0, :ret_1

/

DELETE FROM t RETURNING t.id INTO :ret_0

/

