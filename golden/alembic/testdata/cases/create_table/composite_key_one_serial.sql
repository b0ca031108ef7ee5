--- upgrade
CREATE TABLE t (
    a SERIAL NOT NULL, 
    b INTEGER NOT NULL, 
    PRIMARY KEY (a, b)
);

