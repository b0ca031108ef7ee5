--- upgrade
CREATE DOMAIN email AS TEXT CHECK (VALUE LIKE '%@%');

CREATE TABLE t (
    c email
);

