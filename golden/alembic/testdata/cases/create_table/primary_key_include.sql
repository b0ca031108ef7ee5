--- upgrade
CREATE TABLE t (
    a SERIAL NOT NULL, 
    b INTEGER, 
    CONSTRAINT pk_t PRIMARY KEY (a) INCLUDE (b)
);

