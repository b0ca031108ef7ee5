--- upgrade
CREATE TABLE t (
    a CLOB, 
    b NUMBER(19), 
    c NUMERIC(10, 2), 
    d FLOAT, 
    e BLOB, 
    f DATE, 
    h VARCHAR2(5 CHAR), 
    i VARCHAR(1 CHAR)
)

/

