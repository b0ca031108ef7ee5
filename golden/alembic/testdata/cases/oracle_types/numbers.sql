--- upgrade
CREATE TABLE t (
    a NUMBER, 
    b NUMBER(10), 
    c NUMBER(10, 2), 
    d NUMBER(10, 0), 
    e FLOAT, 
    f FLOAT(126), 
    g BINARY_DOUBLE, 
    h BINARY_FLOAT, 
    i REAL, 
    j DOUBLE PRECISION
)

/

