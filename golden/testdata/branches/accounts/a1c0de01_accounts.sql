-- revision: a1c0de01
-- down_revision:
-- branch_labels: accounts
-- message: accounts

-- sqlplan:upgrade
CREATE TABLE accounts (id bigint PRIMARY KEY, name text NOT NULL);

-- sqlplan:downgrade
DROP TABLE accounts;
