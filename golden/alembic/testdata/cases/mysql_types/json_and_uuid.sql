--- upgrade
CREATE TABLE t (
    a JSON, 
    b JSON, 
    c JSON, 
    d CHAR(32), 
    e CHAR(32), 
    f CHAR(32)
);

