-- case: made, changed and dropped
-- existing:
CREATE TABLE a (id int PRIMARY KEY);
-- review:
CREATE SUBSCRIPTION s CONNECTION 'host=shop password=secret' PUBLICATION p; -- want "PG803: subscription s copies every row"
CREATE SUBSCRIPTION t CONNECTION 'host=shop' PUBLICATION p WITH (copy_data = false); -- want "PG803: subscription t is made without a copy"
CREATE SUBSCRIPTION u CONNECTION 'postgresql://repl:secret@shop/shop' PUBLICATION p WITH (connect = false); -- want "PG803: subscription u is made without a copy"
ALTER SUBSCRIPTION s REFRESH PUBLICATION; -- want "PG803: subscription s takes up the tables that the publisher has added"
ALTER SUBSCRIPTION s DISABLE; -- want "PG803: subscription s is changed"
DROP SUBSCRIPTION s; -- want "PG803: subscription s is dropped, and its slot"
COMMENT ON SUBSCRIPTION t IS 'x';

-- case: only a comment
-- existing:
CREATE SUBSCRIPTION s CONNECTION 'host=shop' PUBLICATION p WITH (connect = false);
-- review:
COMMENT ON SUBSCRIPTION s IS 'x';
