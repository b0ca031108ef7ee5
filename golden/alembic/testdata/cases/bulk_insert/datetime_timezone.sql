--- upgrade
INSERT INTO t (ts) VALUES ('2020-01-31 13:05:59+00:00');

