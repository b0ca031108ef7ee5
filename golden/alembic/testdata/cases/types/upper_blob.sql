--- upgrade
CREATE TABLE t (
    c BLOB
);

