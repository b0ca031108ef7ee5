--- upgrade
INSERT INTO t (id, a) VALUES (1, 2) ON CONFLICT (id) WHERE a > 0 DO UPDATE SET a = excluded.a WHERE t.b;

