--- upgrade
CREATE TABLE t (
    a VARCHAR(50) NULL, 
    b VARCHAR(max) NULL, 
    c VARCHAR(max) NULL, 
    d NVARCHAR(50) NULL, 
    e NVARCHAR(max) NULL, 
    f NVARCHAR(max) NULL, 
    g CHAR(5) NULL, 
    h NCHAR(5) NULL, 
    i TEXT NULL, 
    j NTEXT NULL, 
    k XML NULL, 
    l CHAR NULL
);

GO

