-- case: a table and a column of SQLite
-- existing:
CREATE TABLE orders (id integer PRIMARY KEY, note text);
CREATE TABLE old (id integer PRIMARY KEY);
-- review:
DROP TABLE old; -- want "RB102: what was there before is thrown away: table old \\(its rows\\), column note of table orders \\(its values\\)$"
ALTER TABLE orders DROP COLUMN note;
-- sqlplan:irreversible they are gone

-- case: a copy that keeps the columns
-- existing:
CREATE TABLE orders (id integer PRIMARY KEY, note text);
-- review:
CREATE TABLE new_orders (id integer PRIMARY KEY, note text NOT NULL);
INSERT INTO new_orders SELECT id, note FROM orders;
DROP TABLE orders;
ALTER TABLE new_orders RENAME TO orders;

-- case: a table of Oracle, and one that the path has made
-- dialect: oracle
-- existing:
CREATE TABLE orders (id NUMBER(10) PRIMARY KEY, note VARCHAR2(10));
-- review:
CREATE TABLE born (id NUMBER(10) PRIMARY KEY);
DROP TABLE born;
-- revision:
DROP TABLE orders; -- want "RB102: what was there before is thrown away: table orders \\(its rows\\)"

-- case: a column of SQL Server
-- dialect: mssql
-- existing:
CREATE TABLE orders (id int PRIMARY KEY, note varchar(10));
-- review:
ALTER TABLE orders DROP COLUMN note; -- want "RB102: what was there before is thrown away: column note of table orders \\(its values\\)"
