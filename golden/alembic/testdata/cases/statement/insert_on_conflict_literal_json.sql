--- upgrade
INSERT INTO t (id, d) VALUES (1, now()) ON CONFLICT (lower(a)) DO UPDATE SET d = now() RETURNING t.id;

