-- revision: a1
-- down_revision:
-- message: the tables

-- sqlplan:upgrade
CREATE TABLE customers (id INT NOT NULL PRIMARY KEY, name VARCHAR(40) NOT NULL, note VARCHAR(100)) DEFAULT CHARSET=utf8mb4;
CREATE TABLE orders (
    id INT NOT NULL PRIMARY KEY,
    customer_id INT NOT NULL,
    code VARCHAR(20) COLLATE utf8mb4_general_ci,
    price INT,
    amount INT,
    total INT AS (price * amount) VIRTUAL,
    state ENUM('new', 'paid'),
    CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
) DEFAULT CHARSET=utf8mb4;

-- sqlplan:downgrade
DROP TABLE orders;
DROP TABLE customers;
