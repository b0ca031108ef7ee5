--- upgrade
CREATE TABLE t (
    c BIGINT
);

