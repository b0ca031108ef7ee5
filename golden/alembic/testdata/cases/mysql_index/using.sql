--- upgrade
CREATE UNIQUE INDEX ix ON t (a) USING hash;

CREATE INDEX ix2 ON app.t (a) USING btree;

