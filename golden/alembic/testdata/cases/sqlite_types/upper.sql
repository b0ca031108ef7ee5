--- upgrade
CREATE TABLE t (
    a INTEGER, 
    b REAL, 
    c TEXT, 
    d BLOB, 
    e NUMERIC, 
    f BOOLEAN, 
    g VARCHAR(5), 
    h CHAR(5), 
    i DECIMAL(5, 2), 
    j FLOAT, 
    k SMALLINT, 
    l TIMESTAMP, 
    m JSON
);

