--- upgrade
CREATE TABLE t (
    c NUMERIC(12, 0)
);

