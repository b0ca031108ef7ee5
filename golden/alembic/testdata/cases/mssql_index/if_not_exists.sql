--- upgrade
CREATE INDEX ix ON t (a);

GO

