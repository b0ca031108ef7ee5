--- upgrade
CREATE TABLE t (
    c REGCONFIG
);

