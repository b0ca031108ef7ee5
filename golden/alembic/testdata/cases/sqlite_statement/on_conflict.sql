--- upgrade
INSERT INTO t (a, b) VALUES (1, 'x') ON CONFLICT (a) DO NOTHING;

INSERT INTO t (a, b) VALUES (1, 'x') ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE t.b != 'y';

