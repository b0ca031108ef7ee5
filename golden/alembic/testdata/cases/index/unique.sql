--- upgrade
CREATE UNIQUE INDEX ix_t_ab ON t (a, b);

