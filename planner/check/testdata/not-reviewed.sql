-- case: what cannot be followed
-- existing:
CREATE TABLE t (a int);
-- review:
SELECT rebuild_everything(); -- want "PG508: what it locks and changes is not known"

-- case: what can
-- existing:
CREATE TABLE t (a int);
-- review:
DO $$ BEGIN ALTER TABLE t ADD COLUMN b int; END $$;
SELECT now();
