--- upgrade
ALTER TABLE t ALTER COLUMN a TYPE xy USING a::xy;

