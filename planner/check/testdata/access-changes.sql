-- case: in use
-- existing:
CREATE TABLE t (a int);
-- review:
ALTER TABLE t ENABLE ROW LEVEL SECURITY; -- want "PG609: row level security of t is enabled"
CREATE POLICY p ON t USING (a > 0); -- want "PG609: policy p of t changes"
GRANT SELECT ON t TO reader; -- want "PG609: rights on t are given"
REVOKE ALL ON t FROM writer; -- want "PG609: rights on t are taken away"
ALTER TABLE t SET (fillfactor = 70);

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (a int);
GRANT SELECT ON t TO reader;
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
