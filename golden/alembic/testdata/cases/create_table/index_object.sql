--- upgrade
CREATE TABLE t (
    a INTEGER, 
    b INTEGER
);

CREATE UNIQUE INDEX ix_t_ab ON t (a, b);

