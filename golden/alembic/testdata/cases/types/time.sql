--- upgrade
CREATE TABLE t (
    c TIME WITHOUT TIME ZONE
);

