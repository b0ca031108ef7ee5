-- case: partitioned
-- existing:
CREATE TABLE e (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE e1 PARTITION OF e DEFAULT;
CREATE INDEX e_at ON e (at);
-- review:
CREATE INDEX CONCURRENTLY e_id ON e (id); -- want "PG104: e is partitioned: the server refuses to build"
--> CREATE INDEX e_id ON ONLY e USING btree (id);
--> CREATE INDEX CONCURRENTLY e1_e_id ON e1 USING btree (id);
--> ALTER INDEX e_id ATTACH PARTITION e1_e_id;
DROP INDEX CONCURRENTLY e_at; -- want "PG104: refuses to drop"
--> DROP INDEX e_at;

-- case: born in the script, it fails as well
-- existing:
-- review:
CREATE TABLE e (id int, at date) PARTITION BY RANGE (at);
CREATE INDEX CONCURRENTLY e_id ON e (id); -- want "PG104: e is partitioned"

-- case: a partition
-- existing:
CREATE TABLE e (id int, at date) PARTITION BY RANGE (at);
CREATE TABLE e1 PARTITION OF e DEFAULT;
-- review:
CREATE INDEX CONCURRENTLY e1_id ON e1 (id);
