--- upgrade
CREATE TABLE t (
    c NUMMULTIRANGE
);

