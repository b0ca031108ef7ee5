--- upgrade
CREATE SCHEMA "App Data";

DROP SCHEMA app;

