--- upgrade
CREATE TABLE t (
    a VARCHAR(50) COLLATE Latin1_General_CI_AS NULL, 
    b NVARCHAR(10) COLLATE Latin1_General_BIN2 NULL, 
    c TEXT COLLATE Latin1_General_BIN2 NOT NULL, 
    d VARCHAR(max) COLLATE Latin1_General_BIN2 NULL
);

GO

