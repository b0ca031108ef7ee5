--- upgrade
CREATE TABLE t (
    c NUMERIC(8, 3)
);

