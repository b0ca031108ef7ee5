--- upgrade
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON app.t USING btree (a int4_ops, lower(b)) INCLUDE (c) NULLS NOT DISTINCT WITH (fillfactor = 70) TABLESPACE ts WHERE a > 0;

