--- upgrade
CREATE TABLE t (
    c INTEGER
);

