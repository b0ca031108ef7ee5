--- upgrade
CREATE INDEX CONCURRENTLY ix_t_a ON t (a);

--- downgrade
DROP INDEX CONCURRENTLY ix_t_a;

