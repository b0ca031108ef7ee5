--- upgrade
CREATE TABLE t (
    c TSTZMULTIRANGE
);

