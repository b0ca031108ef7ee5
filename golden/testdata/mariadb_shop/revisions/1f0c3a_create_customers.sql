-- revision: 1f0c3a
-- down_revision:
-- message: create customers
-- author: Shop team

-- sqlplan:upgrade
CREATE TABLE customers (
    id         bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    email      varchar(255) NOT NULL,
    first_name varchar(100),
    last_name  varchar(100),
    created_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE KEY customers_email_key (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- The shop's own account.
INSERT INTO customers (id, email, last_name) VALUES (1, 'shop@example.org', 'O''Hara \\ Sons');

-- sqlplan:downgrade
DROP TABLE customers;
