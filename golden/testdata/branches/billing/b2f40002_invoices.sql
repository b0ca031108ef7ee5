-- revision: b2f40002
-- down_revision: b2f40001
-- depends_on: a1c0de02
-- message: invoices of accounts

-- sqlplan:upgrade
CREATE TABLE invoices (
    number     bigint PRIMARY KEY,
    account_id bigint NOT NULL REFERENCES accounts,
    plan       text NOT NULL REFERENCES prices
);

-- sqlplan:downgrade
DROP TABLE invoices;
