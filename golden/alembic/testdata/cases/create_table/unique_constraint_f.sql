--- upgrade
CREATE TABLE t (
    a INTEGER, 
    CONSTRAINT uq_t_a UNIQUE (a)
);

