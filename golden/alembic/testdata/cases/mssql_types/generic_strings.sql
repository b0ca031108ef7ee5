--- upgrade
CREATE TABLE t (
    a VARCHAR(max) NULL, 
    b VARCHAR(50) NULL, 
    c NVARCHAR(max) NULL, 
    d NVARCHAR(20) NULL, 
    e TEXT NULL, 
    f NTEXT NULL, 
    g CLOB NULL, 
    h TEXT(100) NULL
);

GO

