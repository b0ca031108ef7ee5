-- case: in use
-- existing:
CREATE TABLE t (a int);
-- review:
ALTER TABLE t RENAME COLUMN a TO "B"; -- want "PG405: running code that names t.a fails: it is called \"B\" now"

-- case: one that the script has added, and born in the script
-- existing:
CREATE TABLE u (a int);
-- review:
ALTER TABLE u ADD COLUMN b int;
ALTER TABLE u RENAME COLUMN b TO c;
CREATE TABLE t (a int);
ALTER TABLE t RENAME COLUMN a TO b;
