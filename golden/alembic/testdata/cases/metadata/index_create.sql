--- upgrade
CREATE UNIQUE INDEX ix_t_a ON t (a);

--- downgrade
DROP INDEX ix_t_a;

