--- upgrade
CREATE TABLE t (
    c INT4MULTIRANGE
);

