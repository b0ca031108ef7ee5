--- upgrade
CREATE SEQUENCE IF NOT EXISTS s;

--- downgrade
DROP SEQUENCE IF EXISTS app.s;

