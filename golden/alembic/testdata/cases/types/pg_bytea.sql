--- upgrade
CREATE TABLE t (
    c BYTEA
);

