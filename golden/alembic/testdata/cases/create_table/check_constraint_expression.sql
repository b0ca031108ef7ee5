--- upgrade
CREATE TABLE t (
    a INTEGER, 
    CONSTRAINT ck_t_a CHECK (a > 5)
);

