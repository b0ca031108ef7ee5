--- upgrade
CREATE INDEX ix_t_a ON t (a DESC) WHERE a > 5;

DROP INDEX IF EXISTS ix_t_a;

