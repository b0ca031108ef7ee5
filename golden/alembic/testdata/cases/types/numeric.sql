--- upgrade
CREATE TABLE t (
    c NUMERIC
);

