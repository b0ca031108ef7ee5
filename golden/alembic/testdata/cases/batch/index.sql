--- upgrade
CREATE UNIQUE INDEX ix_t_a ON t (a);

CREATE INDEX ix_t_w ON t (a) WHERE a > 0;

DROP INDEX ix_old;

DROP INDEX ix_older;

