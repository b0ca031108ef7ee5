--- upgrade
CREATE TABLE t (
    a INTEGER, 
    b INTEGER, 
    CONSTRAINT uq_t_ab UNIQUE (a, b)
);

