--- upgrade
CREATE TABLE IF NOT EXISTS t (
    id INTEGER
);

CREATE INDEX ix_t_id ON t (id);

DROP TABLE IF EXISTS t;

