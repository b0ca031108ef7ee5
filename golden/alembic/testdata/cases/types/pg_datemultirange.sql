--- upgrade
CREATE TABLE t (
    c DATEMULTIRANGE
);

