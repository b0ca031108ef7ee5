--- upgrade
CREATE TABLE t (
    a VARCHAR(10), 
    CONSTRAINT ck_t_a CHECK (a LIKE 'x%')
);

