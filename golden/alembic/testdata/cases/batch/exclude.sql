--- upgrade
ALTER TABLE t ADD CONSTRAINT x EXCLUDE USING gist (during WITH &&);

