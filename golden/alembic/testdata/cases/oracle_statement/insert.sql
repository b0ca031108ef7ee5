--- upgrade
INSERT INTO t (a) VALUES (1)

/

