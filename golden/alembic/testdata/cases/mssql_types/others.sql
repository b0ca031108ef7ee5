--- upgrade
CREATE TABLE t (
    a UNIQUEIDENTIFIER NULL, 
    b UNIQUEIDENTIFIER NULL, 
    c CHAR(32) NULL, 
    d SQL_VARIANT NULL, 
    e NVARCHAR(max) NULL, 
    f NVARCHAR(max) NULL, 
    g VARCHAR(4) NULL, 
    h VARCHAR(1) NULL, 
    i IMAGE NULL, 
    j UUID NULL, 
    CONSTRAINT kind2 CHECK (h IN ('x', 'y'))
);

GO

