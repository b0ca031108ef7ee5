--- upgrade
ALTER TABLE t ALTER COLUMN a TYPE JSONB USING a::text::jsonb;

