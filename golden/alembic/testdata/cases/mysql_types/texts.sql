--- upgrade
CREATE TABLE t (
    a TINYTEXT, 
    b MEDIUMTEXT, 
    c LONGTEXT, 
    d TEXT, 
    e TEXT(500), 
    f VARCHAR(50), 
    g CHAR(3), 
    h CHAR, 
    i NATIONAL CHAR(5), 
    j NATIONAL VARCHAR(5)
);

