--- upgrade
INSERT INTO t (a) VALUES ('C:\\dir');

INSERT INTO t (a) VALUES ('tab    here');

