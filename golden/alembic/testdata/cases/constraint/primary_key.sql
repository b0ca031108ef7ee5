--- upgrade
ALTER TABLE t ADD CONSTRAINT pk_t PRIMARY KEY (id);

--- downgrade
ALTER TABLE t DROP CONSTRAINT pk_t;

