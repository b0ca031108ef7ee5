--- upgrade
CREATE TABLE t (
    c NUMRANGE
);

