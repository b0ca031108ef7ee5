--- upgrade
CREATE TABLE t (
    c UUID[]
);

