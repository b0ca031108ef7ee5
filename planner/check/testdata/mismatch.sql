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
