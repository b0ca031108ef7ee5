--- upgrade
CREATE TABLE t (
    a INTEGER, 
    UNIQUE (a)
);

