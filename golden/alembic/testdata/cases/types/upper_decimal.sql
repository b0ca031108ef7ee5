--- upgrade
CREATE TABLE t (
    c DECIMAL(8, 3)
);

