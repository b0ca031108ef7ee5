--- upgrade
INSERT INTO t (a) VALUES (NULL);

