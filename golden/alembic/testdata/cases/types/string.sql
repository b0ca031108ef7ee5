--- upgrade
CREATE TABLE t (
    c VARCHAR
);

