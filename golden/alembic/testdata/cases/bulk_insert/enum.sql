--- upgrade
INSERT INTO t (e) VALUES ('a');

INSERT INTO t (e) VALUES (NULL);

