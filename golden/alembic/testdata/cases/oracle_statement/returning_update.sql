--- upgrade
UPDATE t SET a=1 RETURNING t.id, t.a INTO :ret_0, :ret_1

/

