-- case: in use
-- existing:
CREATE SCHEMA s;
CREATE TABLE t (a int);
CREATE TABLE u (a int);
CREATE TABLE s.v (a int);
-- review:
ALTER TABLE t RENAME TO "T2"; -- want "PG406: running code that names t fails: it is called \"T2\" now"
--> ALTER TABLE t RENAME TO "T2";
--> CREATE VIEW t AS SELECT * FROM "T2";
ALTER TABLE u SET SCHEMA s; -- want "PG406: running code that looks for u in schema public fails: it is in s now"
--> ALTER TABLE u SET SCHEMA s;
--> CREATE VIEW public.u AS SELECT * FROM s.u;
ALTER TABLE s.v RENAME TO w; -- want "PG406: running code that names s.v fails: it is called s.w now"
--> ALTER TABLE s.v RENAME TO w;
--> CREATE VIEW s.v AS SELECT * FROM s.w;

-- case: with a view, and a swap
-- existing:
CREATE TABLE t (a int);
CREATE TABLE u (a int);
-- review:
ALTER TABLE t RENAME TO t2;
CREATE VIEW t AS SELECT * FROM t2;
-- revision:
CREATE TABLE n (a int);
ALTER TABLE u RENAME TO u_old;
ALTER TABLE n RENAME TO u;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (a int);
ALTER TABLE t RENAME TO u;
