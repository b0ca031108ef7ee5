--- upgrade
CREATE TABLE t (
    c VARBINARY(16)
);

