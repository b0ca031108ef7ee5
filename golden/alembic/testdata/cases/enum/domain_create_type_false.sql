--- upgrade
CREATE TABLE t (
    n positive
);

