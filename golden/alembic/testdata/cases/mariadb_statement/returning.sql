--- upgrade
INSERT INTO t (a) VALUES (1) RETURNING t.id;

DELETE FROM t WHERE t.a = 1 RETURNING t.id;

