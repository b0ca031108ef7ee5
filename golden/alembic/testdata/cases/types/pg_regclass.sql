--- upgrade
CREATE TABLE t (
    c REGCLASS
);

