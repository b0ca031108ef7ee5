--- upgrade
ALTER TABLE t ADD COLUMN a INTEGER;

CREATE INDEX ix_t_a ON t (a);

