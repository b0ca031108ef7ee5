-- case: in use
-- existing:
CREATE TABLE t (a int);
CREATE MATERIALIZED VIEW v AS SELECT a FROM t;
-- review:
REFRESH MATERIALIZED VIEW v; -- want "PG606: v is filled anew while nobody can read it"
--> REFRESH MATERIALIZED VIEW CONCURRENTLY v;
REFRESH MATERIALIZED VIEW v WITH NO DATA; -- want "PG606: v is emptied"

-- case: concurrently
-- existing:
CREATE TABLE t (a int);
CREATE MATERIALIZED VIEW v AS SELECT a FROM t;
-- review:
REFRESH MATERIALIZED VIEW CONCURRENTLY v;

-- case: born in the script
-- existing:
CREATE TABLE t (a int);
-- review:
CREATE MATERIALIZED VIEW v AS SELECT a FROM t WITH NO DATA;
REFRESH MATERIALIZED VIEW v;
