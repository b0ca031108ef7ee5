-- option: enable=PG701

-- case: json and jsonb
-- existing:
CREATE TABLE t (a int);
-- review:
ALTER TABLE t ADD COLUMN b json; -- want "PG701: b is json"
ALTER TABLE t ADD COLUMN c jsonb;
CREATE TABLE u (a json[]); -- want "PG701: a is json"

-- case: none
-- existing:
-- review:
CREATE TABLE u (a jsonb, json text);
