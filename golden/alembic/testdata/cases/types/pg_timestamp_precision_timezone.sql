--- upgrade
CREATE TABLE t (
    c TIMESTAMP(6) WITH TIME ZONE
);

