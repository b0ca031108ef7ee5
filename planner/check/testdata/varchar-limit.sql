-- option: enable=PG705

-- case: with a length
-- existing:
-- review:
CREATE TABLE c (a varchar(10), b varchar, c text); -- want "PG705: a is character varying\\(10\\)"

-- case: without
-- existing:
-- review:
CREATE TABLE c (b varchar, c text);
