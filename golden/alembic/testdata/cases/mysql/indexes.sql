--- upgrade
CREATE INDEX ix ON t (a, b);

CREATE UNIQUE INDEX ix ON s.t (a);

CREATE INDEX ix ON t (a(10), b(10));

CREATE INDEX ix ON t (a(10), b);

CREATE INDEX ix ON t (a, b(4));

CREATE FULLTEXT INDEX ix ON t (a) WITH PARSER ngram;

CREATE INDEX ix ON t (a) USING hash;

CREATE INDEX ix ON t (a) USING `BTREE`;

CREATE INDEX ix ON t (a);

CREATE INDEX ix ON t ((lower(a)), b DESC, c ASC);

CREATE INDEX ix ON t ((a + 1), (-b), CAST(c AS SIGNED INTEGER));

CREATE INDEX `ix-1` ON t (a);

DROP INDEX ix ON t;

DROP INDEX ix_t_a ON t;

