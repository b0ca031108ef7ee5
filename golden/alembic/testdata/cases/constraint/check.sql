--- upgrade
ALTER TABLE t ADD CONSTRAINT ck_t CHECK (a > 0);

--- downgrade
ALTER TABLE t DROP CONSTRAINT ck_t;

