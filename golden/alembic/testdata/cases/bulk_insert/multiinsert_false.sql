--- upgrade
INSERT INTO t (a) VALUES (1);

INSERT INTO t (a) VALUES (2);

