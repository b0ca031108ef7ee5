--- upgrade
DROP INDEX IF EXISTS ix3 ON t;

