--- upgrade
CREATE INDEX ix ON t (a)

/

--- downgrade
DROP INDEX ix

/

