-- case: another type
-- existing:
CREATE TABLE c (id bigint PRIMARY KEY, a int, b text, UNIQUE (a, b));
CREATE TABLE t (c_id int);
-- review:
ALTER TABLE t ADD FOREIGN KEY (c_id) REFERENCES c; -- want "PG713: c_id of t is integer, and what it points at in c is bigint"
CREATE TABLE o (c_id int REFERENCES c (id), a bigint, b text, FOREIGN KEY (a, b) REFERENCES c (a, b)); -- want "PG713: c_id of o is integer" "PG713: a of o is bigint"
ALTER TABLE t ADD COLUMN d int REFERENCES c; -- want "PG713: d of t is integer"

-- case: the same
-- existing:
CREATE TABLE c (id bigserial PRIMARY KEY, v varchar(10) UNIQUE);
-- review:
CREATE TABLE o (c_id bigint REFERENCES c (id), v varchar(20) REFERENCES c (v), o_id int, id int PRIMARY KEY, FOREIGN KEY (o_id) REFERENCES o (id));
