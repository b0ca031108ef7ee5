--- upgrade
INSERT INTO t (r) VALUES (ARRAY[1, 2]);

