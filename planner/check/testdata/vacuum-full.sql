-- case: in use
-- existing:
CREATE TABLE t (a int PRIMARY KEY);
-- review:
VACUUM FULL t; -- want "PG605: VACUUM FULL writes t and its indexes again"
CLUSTER t USING t_pkey; -- want "PG605: CLUSTER writes t"
VACUUM t;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (a int PRIMARY KEY);
CLUSTER t USING t_pkey;
