--- upgrade
INSERT INTO t (e) VALUES ('A');

INSERT INTO t (e) VALUES ('A');

