--- upgrade
CREATE INDEX ix ON t (lower(a));

CREATE INDEX ix2 ON t (lower(a), b DESC);

CREATE INDEX ix3 ON t (a COLLATE NOCASE DESC);

