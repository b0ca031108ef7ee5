-- revision: c3e003
-- down_revision: b2d002
-- message: split the name of a customer
-- author: Shop team

-- sqlplan:upgrade
ALTER TABLE sales.customer ADD first_name NVARCHAR(100) NULL, last_name NVARCHAR(100) NULL;
-- Every row: 1.2 million in production.
UPDATE sales.customer
SET first_name = LEFT(name, CHARINDEX(N' ', name + N' ') - 1),
    last_name = STUFF(name, 1, CHARINDEX(N' ', name + N' '), N'');
EXEC sp_rename 'sales.customer.name', 'full_name', 'COLUMN';

-- sqlplan:downgrade
EXEC sp_rename 'sales.customer.full_name', 'name', 'COLUMN';
ALTER TABLE sales.customer DROP COLUMN first_name, last_name;
