--- upgrade
CREATE TABLE t (
    c SMALLINT
);

