--- upgrade
CREATE TABLE t (
    c INT8RANGE
);

