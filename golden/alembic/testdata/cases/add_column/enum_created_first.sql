--- upgrade
CREATE TYPE state AS ENUM ('on', 'off');

ALTER TABLE t ADD COLUMN state state DEFAULT 'on' NOT NULL;

--- downgrade
ALTER TABLE t DROP COLUMN state;

DROP TYPE state;

