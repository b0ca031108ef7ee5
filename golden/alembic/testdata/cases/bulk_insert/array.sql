--- upgrade
INSERT INTO t (a, s) VALUES (ARRAY[1, 2], ARRAY['x', 'it''s']);

INSERT INTO t (a, s) VALUES (ARRAY[], NULL);

