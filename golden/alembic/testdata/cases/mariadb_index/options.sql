--- upgrade
CREATE INDEX ix ON t (a(10));

CREATE INDEX ix2 ON t (a) USING hash;

CREATE FULLTEXT INDEX ix3 ON t (a) WITH PARSER ngram;

CREATE INDEX ix4 ON t (a);

