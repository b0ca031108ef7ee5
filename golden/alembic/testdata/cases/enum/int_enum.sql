--- upgrade
CREATE TYPE level AS ENUM ('LOW', 'HIGH');

CREATE TABLE t (
    k level
);

