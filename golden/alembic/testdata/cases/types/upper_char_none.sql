--- upgrade
CREATE TABLE t (
    c CHAR
);

