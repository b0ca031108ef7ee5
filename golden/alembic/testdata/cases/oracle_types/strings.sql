--- upgrade
CREATE TABLE t (
    a VARCHAR2(50 CHAR), 
    b NVARCHAR2(50), 
    c CHAR(5), 
    d NCHAR(5), 
    e CLOB, 
    f NCLOB, 
    g LONG, 
    h VARCHAR(50 CHAR), 
    i NVARCHAR2(50)
)

/

