--- upgrade
CREATE TABLE IF NOT EXISTS t (
    a INTEGER NULL
);

GO

--- downgrade
DROP TABLE IF EXISTS t;

GO

