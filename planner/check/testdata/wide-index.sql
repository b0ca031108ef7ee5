-- option: enable=PG109

-- case: four
-- existing:
CREATE TABLE t (a int, b int, c int, d int);
-- review:
CREATE INDEX CONCURRENTLY i ON t (a, b, c, d); -- want "PG109: index i has 4 columns"
CREATE UNIQUE INDEX CONCURRENTLY u ON t (a, b, c, d);
CREATE INDEX CONCURRENTLY j ON t (a, b, c);

-- case: allowed
-- option: max_index_columns=4
-- existing:
CREATE TABLE t (a int, b int, c int, d int);
-- review:
CREATE INDEX CONCURRENTLY i ON t (a, b, c, d);
