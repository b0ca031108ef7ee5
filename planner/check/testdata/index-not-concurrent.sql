-- case: an index on a table in use
-- existing:
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, "Note" text);
-- review:
CREATE INDEX orders_customer_idx ON orders (customer_id); -- want "PG101: the index on orders is built while writes to the table wait"
--> CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);
CREATE UNIQUE INDEX IF NOT EXISTS "I" ON orders (lower("Note")) WHERE id > 0; -- want "PG101: writes to the table wait"
--> CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "I" ON orders (lower("Note")) WHERE id > 0;

-- case: concurrently
-- existing:
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
-- review:
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);

-- case: on a table that is born in the script
-- existing:
-- review:
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
CREATE INDEX orders_customer_idx ON orders (customer_id);
-- revision:
CREATE INDEX orders_id_idx ON orders (id, customer_id);

-- case: on a partitioned table
-- existing:
CREATE TABLE events (id bigint, at date) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
-- review:
CREATE INDEX events_id ON events (id); -- want "PG101: the index on events is built"
--> CREATE INDEX events_id ON ONLY events USING btree (id);
--> CREATE INDEX CONCURRENTLY events_1_events_id ON events_1 USING btree (id);
--> CREATE INDEX CONCURRENTLY events_2_events_id ON events_2 USING btree (id);
--> ALTER INDEX events_id ATTACH PARTITION events_1_events_id;
--> ALTER INDEX events_id ATTACH PARTITION events_2_events_id;

-- case: on a table that no revision makes
-- existing:
-- review:
CREATE INDEX i ON elsewhere (a); -- want "PG101: the index on elsewhere"

-- case: of a table whose CREATE the server refuses, which the CREATE alone is blamed for
-- option: start=base
-- existing:
-- review:
CREATE TABLE s.orders (id int);
CREATE INDEX s_orders_id ON s.orders (id);
CREATE TABLE lines (id int, id int);
CREATE INDEX lines_id ON lines (id);
CREATE MATERIALIZED VIEW totals AS SELECT id FROM nothing;
CREATE UNIQUE INDEX totals_id ON totals (id);
