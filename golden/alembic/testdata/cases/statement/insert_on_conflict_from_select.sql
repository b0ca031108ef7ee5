--- upgrade
INSERT INTO t (id) SELECT 1 AS anon_1 ON CONFLICT (id) DO NOTHING;

