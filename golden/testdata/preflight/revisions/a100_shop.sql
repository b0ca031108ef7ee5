-- revision: a100
-- down_revision:
-- message: customers, orders and stays
-- sqlplan:upgrade dialect=postgresql
CREATE DOMAIN quantity AS integer;
CREATE TABLE customers (id bigint PRIMARY KEY, email text, age text, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, amount numeric(12,4), code varchar(50), pieces quantity, placed timestamp);
CREATE TABLE stays (room int, during tsrange);
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2026 (id bigint, at date NOT NULL);
-- sqlplan:upgrade dialect=mysql,mariadb
CREATE TABLE customers (id bigint PRIMARY KEY, email varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, age varchar(10), name varchar(40), UNIQUE KEY customers_email (email));
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, amount decimal(12,4), code varchar(500), pieces int, placed datetime, kind enum('a', 'b', 'c'));
-- sqlplan:irreversible the first revision
