--- upgrade
ALTER TABLE t ADD CONSTRAINT ck_t CHECK (code ~ '^[a-z]+$');

