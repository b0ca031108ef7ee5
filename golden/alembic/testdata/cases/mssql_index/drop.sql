--- upgrade
DROP INDEX [My ix] ON t;

GO

DROP INDEX IF EXISTS ix ON t;

GO

