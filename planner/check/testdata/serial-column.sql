-- option: enable=PG703

-- case: serial
-- existing:
-- review:
CREATE TABLE a (id bigserial); -- want "PG703: id of a is bigserial"
CREATE TABLE b (id bigint GENERATED ALWAYS AS IDENTITY);

-- case: before 10
-- version: 9.6
-- existing:
-- review:
CREATE TABLE a (id bigserial);
