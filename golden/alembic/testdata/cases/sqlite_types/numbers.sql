--- upgrade
CREATE TABLE t (
    a FLOAT, 
    b DOUBLE, 
    c NUMERIC, 
    d NUMERIC(9), 
    e NUMERIC(9, 3), 
    f BIGINT, 
    g DOUBLE PRECISION
);

