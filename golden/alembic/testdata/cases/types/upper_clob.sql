--- upgrade
CREATE TABLE t (
    c CLOB
);

