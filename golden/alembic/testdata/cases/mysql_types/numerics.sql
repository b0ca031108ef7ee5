--- upgrade
CREATE TABLE t (
    a DECIMAL(10, 2), 
    b DECIMAL(10, 2) UNSIGNED, 
    c NUMERIC(12), 
    d NUMERIC, 
    e DOUBLE, 
    f DOUBLE(10, 4), 
    g DOUBLE UNSIGNED, 
    h REAL, 
    i REAL(8, 3), 
    j FLOAT(10, 2), 
    k FLOAT(24), 
    l FLOAT ZEROFILL, 
    m BIT, 
    n BIT(8)
);

