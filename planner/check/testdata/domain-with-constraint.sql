-- option: enable=PG707

-- case: with
-- existing:
-- review:
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%'); -- want "PG707: what domain email allows"

-- case: without
-- existing:
-- review:
CREATE DOMAIN email AS text;
