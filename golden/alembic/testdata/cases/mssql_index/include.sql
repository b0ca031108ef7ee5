--- upgrade
CREATE INDEX ix ON t (a) INCLUDE (b, [Order]);

GO

