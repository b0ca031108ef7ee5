--- upgrade
CREATE TABLE t (
    a INTEGER, 
    b INTEGER, 
    c INTEGER
);

CREATE INDEX ix_t_a ON t (a);

CREATE INDEX ix_t_b ON t (b);

CREATE UNIQUE INDEX ix_t_c ON t (c);

