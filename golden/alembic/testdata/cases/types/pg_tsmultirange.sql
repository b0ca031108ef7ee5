--- upgrade
CREATE TABLE t (
    c TSMULTIRANGE
);

