--- upgrade
CREATE TABLE t (
    c MACADDR
);

