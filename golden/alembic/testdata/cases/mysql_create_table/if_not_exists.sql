--- upgrade
CREATE TABLE IF NOT EXISTS t (
    id INTEGER
);

--- downgrade
DROP TABLE IF EXISTS t;

