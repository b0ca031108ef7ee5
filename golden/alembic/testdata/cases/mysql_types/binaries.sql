--- upgrade
CREATE TABLE t (
    a BINARY(16), 
    b VARBINARY(255), 
    c TINYBLOB, 
    d MEDIUMBLOB, 
    e LONGBLOB, 
    f BLOB, 
    g BLOB(100), 
    h BINARY(4), 
    i VARBINARY(4), 
    j BLOB
);

