--- upgrade
INSERT INTO t (j, k) VALUES (NULL, NULL);

