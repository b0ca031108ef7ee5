--- upgrade
CREATE TABLE t (
    a INTEGER, 
    b NUMBER(19), 
    c SMALLINT, 
    d NUMERIC, 
    e NUMERIC(10, 2), 
    f NUMERIC(10), 
    g FLOAT, 
    h DOUBLE PRECISION, 
    i SMALLINT, 
    j REAL, 
    k DECIMAL(5, 1), 
    l BIGINT
)

/

