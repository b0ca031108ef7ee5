--- upgrade
CREATE TABLE t (
    a TEXT(255), 
    b TEXT(65536), 
    c BLOB(70000), 
    d VARCHAR(20)
);

