--- upgrade
CREATE TABLE t1 (
    a$b INTEGER, 
    "1a" INTEGER, 
    _x INTEGER, 
    "$y" INTEGER
);

