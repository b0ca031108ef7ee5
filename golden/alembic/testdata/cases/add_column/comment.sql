--- upgrade
ALTER TABLE t ADD COLUMN a INTEGER;

COMMENT ON COLUMN t.a IS 'it''s new';

