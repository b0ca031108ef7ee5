-- case: on a table in use
-- existing:
CREATE TABLE customers (id int, email text, "N" int);
-- review:
ALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE (email); -- want "PG206: the index of customers_email_key is built"
--> CREATE UNIQUE INDEX CONCURRENTLY customers_email_key ON customers (email);
--> ALTER TABLE customers ADD CONSTRAINT customers_email_key UNIQUE USING INDEX customers_email_key;
ALTER TABLE customers ADD UNIQUE NULLS NOT DISTINCT (id, "N") INCLUDE (email) DEFERRABLE INITIALLY DEFERRED; -- want "PG206: is built while nobody can read or write customers"
--> CREATE UNIQUE INDEX CONCURRENTLY "customers_id_N_email_key" ON customers (id, "N") INCLUDE (email) NULLS NOT DISTINCT;
--> ALTER TABLE customers ADD CONSTRAINT "customers_id_N_email_key" UNIQUE USING INDEX "customers_id_N_email_key" DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE customers ADD COLUMN x int UNIQUE; -- want "PG206: customers"

-- case: with an index
-- existing:
CREATE TABLE customers (id int, email text);
CREATE UNIQUE INDEX e ON customers (email);
-- review:
ALTER TABLE customers ADD CONSTRAINT e UNIQUE USING INDEX e;

-- case: born in the script
-- existing:
-- review:
CREATE TABLE customers (id int UNIQUE, email text);
ALTER TABLE customers ADD UNIQUE (email);
