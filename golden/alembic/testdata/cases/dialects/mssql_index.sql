--- upgrade
CREATE UNIQUE INDEX ix ON t (a);

GO

--- downgrade
DROP INDEX ix ON t;

GO

