--- upgrade
CREATE TABLE t (
    a INTEGER
);

CREATE UNIQUE INDEX ix_t_a ON t (a);

