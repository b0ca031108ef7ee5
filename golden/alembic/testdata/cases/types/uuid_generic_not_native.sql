--- upgrade
CREATE TABLE t (
    c CHAR(32)
);

