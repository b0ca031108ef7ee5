--- upgrade
CREATE TABLE t (
    n TINY
);

