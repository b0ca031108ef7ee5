--- upgrade
CREATE TABLE t (
    c HSTORE
);

