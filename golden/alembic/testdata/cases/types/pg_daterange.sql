--- upgrade
CREATE TABLE t (
    c DATERANGE
);

