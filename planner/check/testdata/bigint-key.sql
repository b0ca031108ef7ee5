-- option: enable=PG702

-- case: keys
-- existing:
-- review:
CREATE TABLE a (id serial); -- want "PG702: key id of a is integer"
CREATE TABLE b (id smallint PRIMARY KEY, n int); -- want "PG702: key id of b is smallint, and ends at 32,767"
CREATE TABLE c (id bigserial PRIMARY KEY, n int);

-- case: long ones
-- existing:
-- review:
CREATE TABLE c (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int);
