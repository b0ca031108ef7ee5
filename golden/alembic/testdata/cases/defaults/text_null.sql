--- upgrade
CREATE TABLE t (
    c TEXT DEFAULT NULL
);

