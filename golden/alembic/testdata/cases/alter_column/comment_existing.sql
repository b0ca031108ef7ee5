--- upgrade
COMMENT ON COLUMN t.a IS 'new';

