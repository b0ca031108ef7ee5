-- revision: a1c001
-- down_revision:
-- message: create customers
-- author: Shop team

-- sqlplan:upgrade
CREATE SCHEMA sales;
GO

-- One row for each person or company that has ever ordered.
CREATE TABLE sales.customer (
    id INT IDENTITY(1,1) NOT NULL CONSTRAINT customer_pk PRIMARY KEY,
    email NVARCHAR(254) NOT NULL,
    name NVARCHAR(200) NOT NULL,
    created_at DATETIME2(3) NOT NULL CONSTRAINT customer_created_at_df DEFAULT SYSUTCDATETIME()
);

CREATE UNIQUE INDEX customer_email_uq ON sales.customer (email);
GO

-- sqlplan:downgrade
DROP TABLE sales.customer;
GO
DROP SCHEMA sales;
