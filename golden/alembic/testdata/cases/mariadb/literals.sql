--- upgrade
INSERT INTO t (a, c, d, e, f, g, h, i, k, l) VALUES (1, 'a', '2020-01-02 03:04:05.000678', '2020-01-02', 1.5, 12.50, 'a\\b ''c'' "d"', '00000000000000000000000000000005', '01:02:03', 7);

INSERT INTO t (a, c, d, e, f, g, h, i, k, l) VALUES (0, NULL, NULL, NULL, -3, 7, '', NULL, NULL, 0);

UPDATE t SET h='back\\slash' WHERE t.h = 'raw \ text';

UPDATE t SET h = 'it''s \\' WHERE a = 1;

