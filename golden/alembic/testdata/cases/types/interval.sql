--- upgrade
CREATE TABLE t (
    c INTERVAL
);

