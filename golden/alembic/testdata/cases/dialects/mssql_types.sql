--- upgrade
CREATE TABLE t (
    a TEXT NULL, 
    b BIGINT NULL, 
    c NUMERIC(10, 2) NULL, 
    d FLOAT NULL, 
    e IMAGE NULL, 
    f DATETIME NULL, 
    g DATETIME NULL, 
    h NVARCHAR(5) NULL, 
    i VARCHAR(1) NULL
);

GO

