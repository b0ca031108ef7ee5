--- upgrade
DROP INDEX ix ON t;

DROP INDEX ix2 ON app.t;

