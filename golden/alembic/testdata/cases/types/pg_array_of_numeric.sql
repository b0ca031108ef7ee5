--- upgrade
CREATE TABLE t (
    c NUMERIC(5, 2)[]
);

