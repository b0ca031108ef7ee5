--- upgrade
CREATE TABLE t (
    c FLOAT
);

