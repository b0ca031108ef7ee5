--- upgrade
CREATE TABLE t (
    c SERIAL NOT NULL, 
    PRIMARY KEY (c)
);

