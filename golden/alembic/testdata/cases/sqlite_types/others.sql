--- upgrade
CREATE TABLE t (
    a JSON, 
    b CHAR(32), 
    c BLOB, 
    d BINARY(5), 
    e VARBINARY(5), 
    f BLOB, 
    g UUID
);

