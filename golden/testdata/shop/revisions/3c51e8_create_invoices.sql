-- revision: 3c51e8
-- down_revision: 2b7d90
-- branch_labels: billing
-- message: create invoices
-- author: Billing team
-- ticket: OPS-311

-- sqlplan:upgrade
CREATE TABLE invoices (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id  bigint NOT NULL REFERENCES orders (id),
    number    text NOT NULL UNIQUE,
    issued_on date NOT NULL
);

-- Numbers have no gaps: they are given under a lock, one at a time.
CREATE FUNCTION next_invoice_number() RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    last bigint;
BEGIN
    LOCK TABLE invoices IN EXCLUSIVE MODE;
    SELECT coalesce(max(substr(number, 3)::bigint), 0) INTO last FROM invoices;
    RETURN 'R-' || last + 1;
END
$$;

-- sqlplan:downgrade
DROP FUNCTION next_invoice_number();
DROP TABLE invoices;
