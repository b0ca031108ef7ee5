--- upgrade
INSERT INTO t (id, a) VALUES (1, 2) ON CONFLICT (id) WHERE a > :a_1 DO UPDATE SET a = excluded.a WHERE t.b;

