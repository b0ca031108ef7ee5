--- upgrade
CREATE TABLE t (
    c JSONPATH
);

