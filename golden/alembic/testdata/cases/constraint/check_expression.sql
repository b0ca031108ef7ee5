--- upgrade
ALTER TABLE t ADD CONSTRAINT ck_t CHECK (length(name) > 5);

