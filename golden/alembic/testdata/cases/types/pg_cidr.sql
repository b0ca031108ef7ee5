--- upgrade
CREATE TABLE t (
    c CIDR
);

