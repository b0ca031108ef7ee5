--- upgrade
CREATE TABLE t (
    c INTERVAL (3)
);

