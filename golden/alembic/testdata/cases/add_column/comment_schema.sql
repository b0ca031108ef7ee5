--- upgrade
ALTER TABLE app.t ADD COLUMN a INTEGER;

COMMENT ON COLUMN app.t.a IS 'new';

