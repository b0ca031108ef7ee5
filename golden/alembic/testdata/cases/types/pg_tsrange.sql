--- upgrade
CREATE TABLE t (
    c TSRANGE
);

