--- upgrade
CREATE TABLE t (
    c INT8MULTIRANGE
);

