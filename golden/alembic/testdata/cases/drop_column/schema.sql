--- upgrade
ALTER TABLE app.t DROP COLUMN a;

