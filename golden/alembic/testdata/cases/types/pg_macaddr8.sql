--- upgrade
CREATE TABLE t (
    c MACADDR8
);

