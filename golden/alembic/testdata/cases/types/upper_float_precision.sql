--- upgrade
CREATE TABLE t (
    c FLOAT(10)
);

