--- upgrade
CREATE TABLE IF NOT EXISTS t (
    a INTEGER
);

CREATE INDEX ix ON t (a);

--- downgrade
DROP TABLE IF EXISTS t;

