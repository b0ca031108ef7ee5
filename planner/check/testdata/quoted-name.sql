-- option: enable=PG712

-- case: capitals and key words
-- existing:
-- review:
CREATE TABLE "Order" (id bigint, "user" text, name text); -- want "PG712: to be quoted wherever it is used: \"Order\", \"user\""

-- case: plain
-- existing:
-- review:
CREATE TABLE Orders (id bigint);
