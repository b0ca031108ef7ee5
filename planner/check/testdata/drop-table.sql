-- case: in use
-- existing:
CREATE TABLE t (a int);
CREATE TABLE u (a int);
-- review:
DROP TABLE t; -- want "PG402: the rows of t are lost"
DROP TABLE IF EXISTS u; -- want "PG402: the rows of u are lost"
CREATE TABLE v (a int);
DROP TABLE v;
DROP TABLE IF EXISTS v, public.v;

-- case: made by no revision
-- existing:
CREATE TABLE t (a int);
-- review:
DROP TABLE IF EXISTS nothing, t, audit.nothing; -- want "PG402: no revision makes nothing: if production has it, its rows are lost" "PG402: the rows of t are lost" "PG402: no revision makes audit.nothing"
DROP VIEW IF EXISTS no_view;

-- case: made by no revision, on an empty database
-- option: start=base
-- existing:
-- review:
DROP TABLE IF EXISTS nothing; -- want "PG402: no revision makes nothing"

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

-- case: nothing to drop
-- existing:
-- review:
CREATE TABLE born (a int);
DROP TABLE IF EXISTS born;
