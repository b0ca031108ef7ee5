--- upgrade
CREATE TABLE t (
    c FLOAT(53)
);

