-- case: a foreign key of another type, and with other columns
-- existing:
CREATE TABLE customers (id uuid PRIMARY KEY);
-- review:
CREATE TABLE orders (customer_id bigint REFERENCES customers (id)); -- want "CT105: customer_id .* is bigint"
CREATE TABLE bills (a uuid, b uuid, FOREIGN KEY (a, b) REFERENCES customers (id)); -- want "CT105: has 2 columns but references 1"

-- case: types that can be compared
-- existing:
CREATE TABLE customers (id bigint PRIMARY KEY, code varchar(10) UNIQUE);
-- review:
CREATE TABLE orders (customer_id integer REFERENCES customers, code text REFERENCES customers (code));

-- case: bounds of partitions by hash
-- option: start=base
-- existing:
CREATE TABLE p (id int) PARTITION BY HASH (id);
CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 0);
-- review:
CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 4, REMAINDER 1);
CREATE TABLE p2 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 1); -- want "CT105: the bound overlaps that of partition p1 of table p"
CREATE TABLE p3 PARTITION OF p FOR VALUES WITH (MODULUS 6, REMAINDER 3); -- want "CT105: the bound overlaps that of partition p0 of table p, or its modulus is no factor of the other"
CREATE TABLE p4 PARTITION OF p FOR VALUES WITH (MODULUS 8, REMAINDER 2);
