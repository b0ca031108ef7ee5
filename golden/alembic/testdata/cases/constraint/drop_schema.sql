--- upgrade
ALTER TABLE app.t DROP CONSTRAINT c;

