--- upgrade
DELETE FROM t WHERE t.a = 1 RETURNING t.id;

