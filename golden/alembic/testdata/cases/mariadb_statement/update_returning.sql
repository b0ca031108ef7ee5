--- upgrade
UPDATE t SET a=1 RETURNING t.id;

