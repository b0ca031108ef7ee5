--- upgrade
CREATE TABLE t (
    c BINARY(16)
);

