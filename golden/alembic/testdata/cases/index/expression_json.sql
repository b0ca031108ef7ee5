--- upgrade
CREATE INDEX ix_t_j ON t ((data->>'name'));

