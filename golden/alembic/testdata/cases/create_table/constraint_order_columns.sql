--- upgrade
CREATE TABLE t (
    a INTEGER, 
    b INTEGER CHECK (b > 0), 
    UNIQUE (b), 
    UNIQUE (a), 
    FOREIGN KEY(a) REFERENCES u (id), 
    FOREIGN KEY(b) REFERENCES v (id)
);

