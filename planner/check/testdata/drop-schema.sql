-- case: in use
-- existing:
CREATE SCHEMA s;
CREATE TABLE s.t (a int);
CREATE SCHEMA e;
-- review:
DROP SCHEMA s CASCADE; -- want "PG403: schema s is dropped with all that is in it: s.t"
DROP SCHEMA e; -- want "PG403: schema e is dropped"
-- revision:
DROP DATABASE other; -- want "PG403: a database is dropped"

-- case: born in the script
-- existing:
-- review:
CREATE SCHEMA s;
DROP SCHEMA s CASCADE;
DROP SCHEMA IF EXISTS nothing;

-- case: made by no revision
-- existing:
CREATE SCHEMA old;
DROP SCHEMA old;
-- review:
DROP SCHEMA IF EXISTS reports CASCADE; -- want "PG403: no revision makes schema reports: if production has it, all that is in it is dropped"
DROP SCHEMA IF EXISTS reports;
DROP SCHEMA IF EXISTS old CASCADE;
