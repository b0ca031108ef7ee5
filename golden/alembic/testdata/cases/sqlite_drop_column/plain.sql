--- upgrade
ALTER TABLE t DROP COLUMN a;

ALTER TABLE app.t DROP COLUMN "order";

--- downgrade
ALTER TABLE t ADD COLUMN a INTEGER;

