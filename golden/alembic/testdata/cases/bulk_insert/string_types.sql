--- upgrade
INSERT INTO t (a, b, c, d) VALUES ('a', 'b', 'ç', 'D');

