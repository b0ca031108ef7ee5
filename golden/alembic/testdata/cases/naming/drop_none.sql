--- upgrade
ALTER TABLE t DROP CONSTRAINT pk_t;

