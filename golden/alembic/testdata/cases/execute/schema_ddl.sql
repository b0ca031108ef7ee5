--- upgrade
CREATE SCHEMA app;

--- downgrade
DROP SCHEMA app CASCADE;

