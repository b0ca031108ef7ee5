--- upgrade
CREATE TABLE t (
    c kind
);

