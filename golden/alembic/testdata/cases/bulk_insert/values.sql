--- upgrade
INSERT INTO t (i, f, n, b, s, x) VALUES (-5, 1.5, 12.30, true, 'a%b:c', NULL);

INSERT INTO t (i, f, n, b, s, x) VALUES (1000000000000, 1e+20, -0.5, false, '', 'two
lines');

