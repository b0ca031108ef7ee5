--- upgrade
CREATE TABLE t (
    c TEXT
);

