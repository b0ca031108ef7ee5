--- upgrade
CREATE TABLE t (
    c TSVECTOR
);

