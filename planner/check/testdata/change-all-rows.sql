-- case: all rows
-- existing:
CREATE TABLE t (a int);
-- review:
UPDATE t SET a = 1; -- want "PG505: writes every row of t again in one transaction"
DELETE FROM t; -- want "PG505: deletes every row of t"

-- case: some
-- existing:
CREATE TABLE t (a int);
-- review:
UPDATE t SET a = 1 WHERE a = 2;
DELETE FROM t WHERE a = 2;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (a int);
UPDATE t SET a = 1;
