--- upgrade
CREATE TABLE t (
    a VARCHAR, 
    b VARCHAR(5), 
    c TEXT, 
    d VARCHAR(5) COLLATE "NOCASE", 
    e NVARCHAR(5), 
    f NCHAR(5), 
    g CLOB, 
    h TEXT(5)
);

