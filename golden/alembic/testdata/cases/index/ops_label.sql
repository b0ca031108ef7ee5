--- upgrade
CREATE INDEX ix_t_a ON t (lower(a) text_pattern_ops);

