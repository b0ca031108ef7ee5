--- upgrade
COMMENT ON COLUMN t.a IS 'it''s a';

--- downgrade
COMMENT ON COLUMN t.a IS NULL;

