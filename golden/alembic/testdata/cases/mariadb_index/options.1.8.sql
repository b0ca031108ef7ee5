--- upgrade
CREATE INDEX ix ON t (a(10));

CREATE INDEX ix2 ON t (a);

CREATE FULLTEXT INDEX ix3 ON t (a);

CREATE INDEX ix4 ON t (a);

