--- upgrade
CREATE TABLE t (
    a INTEGER CONSTRAINT ck_a CHECK (a > 0), 
    b INTEGER CHECK (b > 0)
);

