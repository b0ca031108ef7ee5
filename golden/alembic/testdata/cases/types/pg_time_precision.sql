--- upgrade
CREATE TABLE t (
    c TIME(3) WITHOUT TIME ZONE
);

