--- upgrade
CREATE TABLE t (
    c FLOAT(24)
);

