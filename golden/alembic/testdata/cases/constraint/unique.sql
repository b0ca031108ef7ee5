--- upgrade
ALTER TABLE t ADD CONSTRAINT uq_t UNIQUE (a, b);

--- downgrade
ALTER TABLE t DROP CONSTRAINT uq_t;

