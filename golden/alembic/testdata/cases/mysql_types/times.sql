--- upgrade
CREATE TABLE t (
    a DATETIME, 
    b DATETIME(6), 
    c TIMESTAMP NULL, 
    d TIMESTAMP(3) NULL, 
    e TIME(2), 
    f YEAR, 
    g YEAR(4), 
    h DATE, 
    i TIMESTAMP NULL, 
    j TIME, 
    k DATETIME
);

