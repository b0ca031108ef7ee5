--- upgrade
INSERT INTO t (id) VALUES (1) RETURNING t.id;

DELETE FROM t WHERE t.id = 1 RETURNING t.id;

