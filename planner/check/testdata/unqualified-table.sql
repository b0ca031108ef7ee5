-- option: enable=PG709

-- case: without a schema
-- existing:
CREATE SCHEMA s;
-- review:
CREATE TABLE t (a int); -- want "PG709: t is made in the first schema"
CREATE TABLE s.t (a int);

-- case: with one
-- existing:
-- review:
CREATE TABLE public.t (a int);
