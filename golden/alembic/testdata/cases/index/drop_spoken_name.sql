--- upgrade
CREATE INDEX "ix a" ON t (a);

DROP INDEX "ix a";

DROP INDEX ix_b;

DROP TABLE t;

