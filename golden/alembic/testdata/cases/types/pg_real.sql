--- upgrade
CREATE TABLE t (
    c REAL
);

