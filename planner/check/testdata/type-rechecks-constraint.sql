-- case: with a check
-- existing:
CREATE TABLE t (code varchar(10) CONSTRAINT c CHECK (code <> ''), d varchar(10));
-- review:
ALTER TABLE t ALTER COLUMN code TYPE varchar(20); -- want "PG302: tests c on every row of t again"
ALTER TABLE t ALTER COLUMN d TYPE varchar(20);

-- case: one that is not validated
-- existing:
CREATE TABLE t (code varchar(10));
ALTER TABLE t ADD CONSTRAINT c CHECK (code <> '') NOT VALID;
-- review:
ALTER TABLE t ALTER COLUMN code TYPE varchar(20);

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (code varchar(10) CHECK (code <> ''));
ALTER TABLE t ALTER COLUMN code TYPE varchar(20);
