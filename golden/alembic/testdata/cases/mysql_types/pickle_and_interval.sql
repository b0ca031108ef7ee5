--- upgrade
CREATE TABLE t (
    a BLOB, 
    b DATETIME, 
    c YEAR, 
    d LONGTEXT
);

