--- upgrade
CREATE INDEX ix ON t (a);

CREATE INDEX ix2 ON t (a(7));

