--- upgrade
CREATE TABLE t (
    c VARCHAR(20)
);

