--- upgrade
CREATE TABLE t (
    c INET
);

