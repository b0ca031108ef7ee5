--- upgrade
ALTER TABLE app.t ADD COLUMN a INTEGER;

--- downgrade
ALTER TABLE app.t DROP COLUMN a;

