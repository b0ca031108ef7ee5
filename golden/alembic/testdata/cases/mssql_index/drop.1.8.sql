--- upgrade
DROP INDEX [My ix] ON t;

GO

DROP INDEX ix ON t;

GO

