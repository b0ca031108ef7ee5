--- upgrade
CREATE UNIQUE INDEX ix ON t (a);

DROP INDEX ix2;

CREATE INDEX ix_t_b ON t (b) WHERE b > 0;

