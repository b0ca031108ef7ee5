--- upgrade
CREATE INDEX ix_t_a ON app.t (a);

--- downgrade
DROP INDEX app.ix_t_a;

