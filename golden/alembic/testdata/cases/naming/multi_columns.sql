--- upgrade
CREATE TABLE t (
    a INTEGER, 
    b INTEGER, 
    CONSTRAINT uq_t_a_b UNIQUE (a, b), 
    CONSTRAINT fk_t_ab_u FOREIGN KEY(a, b) REFERENCES u (x, y)
);

CREATE INDEX ix_t_a_t_b ON t (a, b);

