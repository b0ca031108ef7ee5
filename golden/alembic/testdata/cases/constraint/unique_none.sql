--- upgrade
ALTER TABLE t ADD UNIQUE (a);

