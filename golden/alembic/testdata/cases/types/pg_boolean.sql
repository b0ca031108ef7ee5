--- upgrade
CREATE TABLE t (
    c BOOLEAN
);

