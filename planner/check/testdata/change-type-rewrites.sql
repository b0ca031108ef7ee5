-- case: a rewrite, and an index
-- existing:
CREATE TABLE t (id int, n numeric(8,2), v varchar(10), i inet, c cidr, x int);
CREATE INDEX t_c ON t (c);
-- review:
ALTER TABLE t ALTER COLUMN id TYPE bigint; -- want "PG301: changing id from integer to bigint writes every row of t again"
ALTER TABLE t ALTER COLUMN n TYPE numeric(8,3), ALTER COLUMN v TYPE varchar(5); -- want "PG301: changing n" "PG301: changing v"
ALTER TABLE t ALTER COLUMN x TYPE text USING x::text; -- want "PG301: changing x"

-- case: what keeps the rows
-- existing:
CREATE TABLE t (n numeric(8,2), v varchar(10), w varchar(20), at timestamp(3));
-- review:
ALTER TABLE t ALTER COLUMN n TYPE numeric(10,2);
ALTER TABLE t ALTER COLUMN v TYPE varchar(20);
ALTER TABLE t ALTER COLUMN w TYPE text;
ALTER TABLE t ALTER COLUMN at TYPE timestamp(6);

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (id int);
ALTER TABLE t ALTER COLUMN id TYPE bigint;

-- case: not known
-- existing:
-- review:
ALTER TABLE elsewhere ALTER COLUMN id TYPE bigint; -- want "PG301: may write every row of elsewhere again"

-- case: timestamps in UTC
-- existing:
CREATE TABLE t (at timestamp, b timestamptz, c timestamp, d timestamp);
CREATE INDEX t_c ON t (c);
-- review:
ALTER TABLE t ALTER COLUMN d TYPE timestamptz; -- want "PG301: changing d from timestamp without time zone to timestamp with time zone writes every row of t again"
SET LOCAL TimeZone = 'UTC';
ALTER TABLE t ALTER COLUMN at TYPE timestamptz;
ALTER TABLE t ALTER COLUMN b TYPE timestamp;
ALTER TABLE t ALTER COLUMN c TYPE timestamptz; -- want "PG301: changing c .* builds t_c again"

-- case: timestamps in UTC on a server that looks at their types alone
-- version: 11
-- existing:
CREATE TABLE t (at timestamp);
-- review:
SET LOCAL TimeZone = 'UTC';
ALTER TABLE t ALTER COLUMN at TYPE timestamptz; -- want "PG301: changing at .* writes every row of t again"
