-- case: in use
-- existing:
CREATE TABLE t (a int);
CREATE TABLE u (a int);
-- review:
DROP TABLE t; -- want "PG402: the rows of t are lost"
DROP TABLE IF EXISTS u, nothing; -- want "PG402: the rows of u are lost"

-- case: on the way back
-- option: direction=downgrade
-- existing:
CREATE TABLE t (a int);
-- review:
CREATE TABLE u (a int);

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (a int);
DROP TABLE t;
