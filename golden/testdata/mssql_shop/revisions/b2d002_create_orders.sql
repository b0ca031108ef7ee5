-- revision: b2d002
-- down_revision: a1c001
-- message: create orders
-- author: Shop team

-- sqlplan:upgrade
CREATE TABLE sales.[order] (
    id INT IDENTITY(1,1) NOT NULL CONSTRAINT order_pk PRIMARY KEY,
    customer_id INT NOT NULL CONSTRAINT order_customer_fk REFERENCES sales.customer (id) ON DELETE CASCADE,
    status VARCHAR(10) NOT NULL CONSTRAINT order_status_ck CHECK (status IN ('new', 'paid', 'shipped')),
    net DECIMAL(12, 2) NOT NULL,
    vat DECIMAL(12, 2) NOT NULL,
    total AS (net + vat) PERSISTED
)
GO

CREATE INDEX order_new_ix ON sales.[order] (customer_id) INCLUDE (total) WHERE status = 'new';
GO

CREATE VIEW sales.open_order AS
SELECT o.id, c.name, o.total
FROM sales.[order] AS o
JOIN sales.customer AS c ON c.id = o.customer_id
WHERE o.status <> 'shipped';
GO

CREATE TRIGGER sales.order_no_delete ON sales.[order] INSTEAD OF DELETE
AS
BEGIN
    SET NOCOUNT ON;
    THROW 50001, 'orders are kept', 1;
END;
GO

-- sqlplan:downgrade
DROP VIEW sales.open_order;
DROP TABLE sales.[order];
