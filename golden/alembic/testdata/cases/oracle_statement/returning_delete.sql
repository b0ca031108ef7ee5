--- upgrade
DELETE FROM t RETURNING t.id INTO :ret_0

/

