--- upgrade
CREATE TABLE t (
    a BOOLEAN, 
    b VARCHAR(4), 
    c VARCHAR(1), 
    d VARCHAR(30), 
    e BOOLEAN, 
    CONSTRAINT ck_a CHECK (a IN (0, 1)), 
    CONSTRAINT kind2 CHECK (c IN ('x', 'y')), 
    CHECK (e IN (0, 1))
);

