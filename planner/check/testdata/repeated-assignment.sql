-- case: twice
-- existing:
CREATE TABLE t (a int, b int[]);
-- review:
UPDATE t SET a = 1, a = 2 WHERE a = 0; -- want "PG710: a is set twice"

-- case: once, and parts
-- existing:
CREATE TABLE t (a int, b int[]);
-- review:
UPDATE t SET a = 1, b[1] = 2, b[2] = 3 WHERE a = 0;
