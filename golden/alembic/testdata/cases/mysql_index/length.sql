--- upgrade
CREATE INDEX ix ON t (a(10));

CREATE INDEX ix2 ON t (a(5), b);

CREATE UNIQUE INDEX ix3 ON t (a(5), b(6));

