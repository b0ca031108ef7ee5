--- upgrade
DROP INDEX ix ON t;

DROP INDEX IF EXISTS ix2 ON t;

