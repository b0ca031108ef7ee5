-- case: new names
-- option: names=1
-- existing:
CREATE TABLE orders (id bigint, "Old" int);
-- review:
CREATE TABLE "Bills" (id bigint); -- want "NM101: not named as the project wants it: table Bills \\(\\[a-z_\\]\\+\\)$"
CREATE TABLE bills (id bigint PRIMARY KEY, "orderId" bigint, CONSTRAINT bills_pk UNIQUE (id)); -- want "NM101: .*primary key bills_pkey \\(pk_{table}\\), column orderId \\(\\[a-z_\\]\\+\\)$"
CREATE INDEX by_id ON orders (id); -- want "NM101: .*index by_id \\(ix_{table}_.+\\)$"
CREATE INDEX ix_bills_id ON orders (id); -- want "NM101: .*index ix_bills_id"
CREATE INDEX ix_orders_id ON orders (id);
ALTER TABLE orders RENAME COLUMN id TO "orderId"; -- want "NM101: .*column orderId"
ALTER TABLE orders ADD COLUMN note text, ADD CONSTRAINT pk_orders PRIMARY KEY (note);
CREATE INDEX IF NOT EXISTS ix_orders_id ON orders (note);

-- case: no pattern
-- existing:
CREATE TABLE orders (id bigint);
-- review:
CREATE INDEX "By Id" ON orders (id);

-- case: the primary key of MariaDB
-- dialect: mariadb
-- option: names=1
-- existing:
CREATE TABLE orders (id bigint) ENGINE=InnoDB;
-- review:
ALTER TABLE orders ADD PRIMARY KEY (id);
CREATE INDEX by_id ON orders (id); -- want "NM101: .*index by_id"
