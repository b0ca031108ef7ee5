--- upgrade
CREATE TABLE t (
    c CITEXT
);

