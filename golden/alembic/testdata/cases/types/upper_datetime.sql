--- upgrade
CREATE TABLE t (
    c DATETIME
);

