--- upgrade
CREATE TABLE t (
    c NCHAR(2)
);

