--- upgrade
CREATE TABLE t (
    a BIT NULL, 
    b TINYINT NULL, 
    c SMALLINT NULL, 
    d INTEGER NULL, 
    e BIGINT NULL, 
    f MONEY NULL, 
    g SMALLMONEY NULL, 
    h REAL NULL, 
    i FLOAT NULL, 
    j FLOAT(53) NULL, 
    k DECIMAL(10, 2) NULL, 
    l NUMERIC(9) NULL, 
    m DOUBLE PRECISION NULL
);

GO

