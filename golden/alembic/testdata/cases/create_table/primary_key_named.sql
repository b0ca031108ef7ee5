--- upgrade
CREATE TABLE t (
    a INTEGER NOT NULL, 
    b VARCHAR(3) NOT NULL, 
    CONSTRAINT pk_t PRIMARY KEY (a, b)
);

