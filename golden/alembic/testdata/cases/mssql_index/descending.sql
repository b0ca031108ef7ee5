--- upgrade
CREATE INDEX ix ON app.t (a DESC, b DESC, c);

GO

--- downgrade
DROP INDEX ix ON app.t;

GO

