--- upgrade
CREATE TABLE IF NOT EXISTS t (
    a INTEGER
)

/

--- downgrade
DROP TABLE IF EXISTS t

/

