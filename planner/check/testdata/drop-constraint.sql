-- case: of a table in use
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int, a_id int CONSTRAINT fk REFERENCES a, CONSTRAINT c CHECK (id > 0));
-- review:
ALTER TABLE b DROP CONSTRAINT c; -- want "PG210: from now on rows of b can break what c promised"
ALTER TABLE b DROP CONSTRAINT fk; -- want "PG210: fk promised, and a is locked, too"
ALTER TABLE b DROP CONSTRAINT IF EXISTS nothing; -- want "PG210: the revisions show no constraint nothing of b: if production has it"
ALTER TABLE IF EXISTS no_table DROP CONSTRAINT IF EXISTS nothing;

-- case: replaced
-- existing:
CREATE TABLE b (id int, CONSTRAINT c CHECK (id > 0));
-- review:
ALTER TABLE b DROP CONSTRAINT c;
ALTER TABLE b ADD CONSTRAINT c CHECK (id >= 0) NOT VALID;
ALTER TABLE b DROP CONSTRAINT IF EXISTS d;
ALTER TABLE b ADD CONSTRAINT d CHECK (id < 100) NOT VALID;

-- case: one that helped
-- existing:
CREATE TABLE b (id int, CONSTRAINT c CHECK (id IS NOT NULL));
-- review:
ALTER TABLE b ALTER COLUMN id SET NOT NULL;
ALTER TABLE b DROP CONSTRAINT c;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE b (id int, CONSTRAINT c CHECK (id > 0));
ALTER TABLE b DROP CONSTRAINT c;
ALTER TABLE b DROP CONSTRAINT IF EXISTS nothing;

-- case: of a table that goes in the same transaction
-- existing:
CREATE TABLE a (id int CONSTRAINT positive CHECK (id > 0));
-- review:
ALTER TABLE a DROP CONSTRAINT positive;
ALTER TABLE a DROP CONSTRAINT IF EXISTS nothing;
DROP TABLE a;

-- case: what the revisions have dropped or renamed
-- existing:
CREATE TABLE a (id int PRIMARY KEY, b int CONSTRAINT low CHECK (b < 9), c int CONSTRAINT one UNIQUE, d int CONSTRAINT high CHECK (d > 9));
CREATE TABLE b (a int CONSTRAINT fk REFERENCES a);
ALTER TABLE a DROP CONSTRAINT low;
ALTER TABLE a RENAME CONSTRAINT one TO two;
ALTER TABLE a DROP CONSTRAINT a_pkey CASCADE;
ALTER TABLE a DROP COLUMN d;
ALTER TABLE a ADD CONSTRAINT tall CHECK (b > 1);
ALTER INDEX two RENAME TO three;
-- review:
ALTER TABLE a DROP CONSTRAINT IF EXISTS low, DROP CONSTRAINT IF EXISTS one, DROP CONSTRAINT IF EXISTS two, DROP CONSTRAINT IF EXISTS high;
ALTER TABLE a DROP CONSTRAINT IF EXISTS a_pkey CASCADE;
ALTER TABLE b DROP CONSTRAINT IF EXISTS fk;
ALTER TABLE b DROP CONSTRAINT IF EXISTS low; -- want "PG210: no constraint low of b"

-- case: a table that was made again
-- existing:
CREATE TABLE a (b int CONSTRAINT low CHECK (b < 9));
ALTER TABLE a DROP CONSTRAINT low;
DROP TABLE a;
CREATE TABLE a (b int);
-- review:
ALTER TABLE a DROP CONSTRAINT IF EXISTS low; -- want "PG210: no constraint low of a"
