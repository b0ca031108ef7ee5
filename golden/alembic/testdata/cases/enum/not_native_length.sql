--- upgrade
CREATE TABLE t (
    k VARCHAR(50)
);

