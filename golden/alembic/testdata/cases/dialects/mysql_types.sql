--- upgrade
CREATE TABLE t (
    a TEXT, 
    b BIGINT, 
    c NUMERIC(10, 2), 
    d FLOAT, 
    e BLOB, 
    f DATE, 
    g TIME, 
    h VARCHAR(5), 
    i ENUM('x','y')
);

