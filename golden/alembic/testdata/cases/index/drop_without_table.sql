--- upgrade
DROP INDEX ix_t_a;

