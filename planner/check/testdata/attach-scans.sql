-- case: a table in use
-- existing:
CREATE TABLE e (at date) PARTITION BY RANGE (at);
CREATE TABLE d PARTITION OF e DEFAULT;
CREATE TABLE e1 (at date);
-- review:
ALTER TABLE e ATTACH PARTITION e1 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01'); -- want "PG604: every row of e1 is read" "PG604: every row of the default partition d"

-- case: with a check
-- existing:
CREATE TABLE e (at date) PARTITION BY RANGE (at);
CREATE TABLE e1 (at date, CHECK (at IS NOT NULL AND at >= '2026-01-01' AND at < '2027-01-01'));
-- review:
ALTER TABLE e ATTACH PARTITION e1 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- case: born in the script
-- existing:
CREATE TABLE e (at date) PARTITION BY RANGE (at);
-- review:
CREATE TABLE e1 (at date);
ALTER TABLE e ATTACH PARTITION e1 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
