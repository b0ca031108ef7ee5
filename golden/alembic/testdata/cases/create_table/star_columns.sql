--- upgrade
CREATE TABLE t (
    a SERIAL NOT NULL, 
    b INTEGER NOT NULL, 
    c INTEGER NOT NULL, 
    PRIMARY KEY (a)
);

