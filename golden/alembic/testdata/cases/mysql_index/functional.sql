--- upgrade
CREATE INDEX ix ON t ((lower(a)));

CREATE INDEX ix2 ON t ((lower(a)));

CREATE INDEX ix3 ON t ((a + b));

CREATE INDEX ix4 ON t (lower(a) DESC, b);

CREATE INDEX ix5 ON t ((coalesce(a, 'it''s')));

