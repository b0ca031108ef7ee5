--- upgrade
CREATE UNIQUE INDEX app.ix ON app.t (a)

/

--- downgrade
DROP INDEX app.ix

/

