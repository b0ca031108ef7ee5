--- upgrade
INSERT INTO t (a) VALUES ('2020-02-03');

