--- upgrade
INSERT INTO t (id) VALUES (nextval('s'));

UPDATE t SET id=nextval('s');

