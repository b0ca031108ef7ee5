--- upgrade
CREATE TABLE t (
    a BIT NULL, 
    b FLOAT NULL, 
    c FLOAT(24) NULL, 
    d DOUBLE PRECISION NULL, 
    e NUMERIC NULL, 
    f NUMERIC(12, 4) NULL, 
    g SMALLINT NULL, 
    h BIT NULL
);

GO

