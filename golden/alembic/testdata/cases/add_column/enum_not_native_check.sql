--- upgrade
ALTER TABLE t ADD COLUMN state VARCHAR(3);

ALTER TABLE t ADD CONSTRAINT state CHECK (state IN ('on', 'off'));

