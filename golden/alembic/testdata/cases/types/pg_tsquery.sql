--- upgrade
CREATE TABLE t (
    c TSQUERY
);

