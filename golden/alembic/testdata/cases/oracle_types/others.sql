--- upgrade
CREATE TABLE t (
    b CHAR(32), 
    c VARCHAR(4 CHAR), 
    d VARCHAR(1 CHAR), 
    e SMALLINT, 
    CONSTRAINT kind2 CHECK (d IN ('x', 'y')), 
    CONSTRAINT ck_e CHECK (e IN (0, 1))
)

/

