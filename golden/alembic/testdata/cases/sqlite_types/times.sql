--- upgrade
CREATE TABLE t (
    a DATETIME, 
    b DATE, 
    c TIME, 
    d DATETIME, 
    e TIMESTAMP, 
    f DATETIME
);

