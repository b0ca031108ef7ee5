--- upgrade
CREATE TABLE t (
    a INTEGER, 
    b INTEGER NOT NULL, 
    c INTEGER
);

