--- upgrade
CREATE TABLE t (
    c TEXT(100)
);

