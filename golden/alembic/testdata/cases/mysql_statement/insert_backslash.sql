--- upgrade
INSERT INTO t (b) VALUES ('C:\\new\\dir');

INSERT INTO t (b) VALUES ('50%');

INSERT INTO t (b) VALUES ('line
break');

