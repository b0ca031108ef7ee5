--- upgrade
CREATE TABLE t (
    c MONEY
);

