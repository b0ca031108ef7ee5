--- upgrade
CREATE TABLE t (
    a BINARY(16) NULL, 
    b VARBINARY(50) NULL, 
    c VARBINARY(max) NULL, 
    d VARBINARY(max) NULL, 
    e IMAGE NULL, 
    f IMAGE NULL, 
    g IMAGE NULL
);

GO

