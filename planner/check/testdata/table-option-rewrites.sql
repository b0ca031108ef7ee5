-- case: in use
-- existing:
CREATE TABLE t (a int);
CREATE UNLOGGED TABLE u (a int);
-- review:
ALTER TABLE t SET TABLESPACE fast; -- want "PG607: t is copied to tablespace fast"
ALTER TABLE t SET UNLOGGED; -- want "PG607: a crash empties it"
ALTER TABLE u SET LOGGED; -- want "PG607: u and its indexes are written again"
ALTER TABLE t SET (fillfactor = 70);

-- case: nothing to do
-- existing:
CREATE TABLE t (a int);
-- review:
ALTER TABLE t SET LOGGED;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (a int);
ALTER TABLE t SET UNLOGGED;
