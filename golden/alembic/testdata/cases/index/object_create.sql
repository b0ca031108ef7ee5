--- upgrade
CREATE INDEX ix_t_ab ON t USING btree (a, b DESC);

