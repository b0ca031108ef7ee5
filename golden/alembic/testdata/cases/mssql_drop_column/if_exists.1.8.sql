--- upgrade
ALTER TABLE t DROP COLUMN a;

GO

