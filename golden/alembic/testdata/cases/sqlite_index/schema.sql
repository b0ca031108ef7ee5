--- upgrade
CREATE INDEX app.ix ON t (a);

--- downgrade
DROP INDEX app.ix;

