--- upgrade
CREATE TABLE t (
    a INTEGER, 
    b INTEGER, 
    CONSTRAINT uq UNIQUE (a) INCLUDE (b)
);

