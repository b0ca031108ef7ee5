--- upgrade
INSERT INTO t (a) VALUES (ARRAY[ARRAY[1, 2], ARRAY[3, 4]]);

