--- upgrade
CREATE INDEX ix_t_a ON t USING gin (a);

--- downgrade
DROP INDEX ix_t_a;

