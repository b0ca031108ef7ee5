--- upgrade
CREATE TABLE t (
    a BOOL, 
    b BOOL, 
    c BOOL, 
    d BOOL, 
    CONSTRAINT b_is_bool CHECK (b IN (0, 1))
);

