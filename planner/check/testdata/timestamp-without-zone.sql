-- option: enable=PG706

-- case: without
-- existing:
-- review:
CREATE TABLE c (a timestamp, b timestamp(3)); -- want "PG706: a is a timestamp without time zone" "PG706: b is"

-- case: with
-- existing:
-- review:
CREATE TABLE c (a timestamptz, b timestamptz(3), d date);
