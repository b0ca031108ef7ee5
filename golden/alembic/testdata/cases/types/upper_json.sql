--- upgrade
CREATE TABLE t (
    c JSON
);

