--- upgrade
CREATE TABLE t (
    a DOUBLE, 
    c FLOAT(10), 
    d FLOAT, 
    e REAL, 
    f DECIMAL(8, 3), 
    g NUMERIC, 
    h NUMERIC(9), 
    i BIGINT UNSIGNED
);

