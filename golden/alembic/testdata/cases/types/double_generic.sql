--- upgrade
CREATE TABLE t (
    c DOUBLE PRECISION
);

