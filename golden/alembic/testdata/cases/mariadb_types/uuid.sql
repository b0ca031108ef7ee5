--- upgrade
CREATE TABLE t (
    a CHAR(32), 
    b UUID, 
    c CHAR(32)
);

