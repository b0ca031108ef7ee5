-- option: enable=PG711

-- case: wasteful
-- existing:
-- review:
CREATE TABLE t (a boolean, b bigint, c boolean, d bigint); -- want "PG711: the order of the columns of t wastes 14 bytes"

-- case: not
-- existing:
-- review:
CREATE TABLE t (b bigint, d bigint, a boolean, c boolean, e text);
CREATE TABLE u (a boolean, b text, c bigint);
