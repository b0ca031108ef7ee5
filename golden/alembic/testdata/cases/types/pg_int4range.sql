--- upgrade
CREATE TABLE t (
    c INT4RANGE
);

