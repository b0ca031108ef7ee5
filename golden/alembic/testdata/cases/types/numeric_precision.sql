--- upgrade
CREATE TABLE t (
    c NUMERIC(10)
);

