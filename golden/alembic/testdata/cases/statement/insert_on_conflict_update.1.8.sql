--- upgrade
INSERT INTO t (id, a, s) VALUES (1, 2, 'x') ON CONFLICT (id) DO UPDATE SET a = excluded.a, s = :param_1;

