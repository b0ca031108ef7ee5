--- upgrade
CREATE TABLE t (
    a VARCHAR2(50 CHAR), 
    b VARCHAR2(50 CHAR), 
    c CLOB, 
    d CLOB, 
    e CHAR(5), 
    f NVARCHAR2(5), 
    g VARCHAR2(5 CHAR), 
    h CLOB
)

/

