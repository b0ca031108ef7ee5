--- upgrade
CREATE UNIQUE INDEX ix ON t (a)

/

--- downgrade
DROP INDEX ix

/

