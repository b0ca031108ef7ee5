--- upgrade
CREATE TABLE t (
    a INTEGER
);

CREATE INDEX ix_t_a ON t (a);

