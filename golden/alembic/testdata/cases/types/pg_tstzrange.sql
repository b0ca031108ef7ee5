--- upgrade
CREATE TABLE t (
    c TSTZRANGE
);

