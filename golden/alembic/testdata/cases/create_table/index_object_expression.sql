--- upgrade
CREATE TABLE t (
    a VARCHAR(10)
);

CREATE INDEX ix_t_lower ON t (lower(a));

