-- revision: d4000001
-- down_revision: d4000000
-- message: documents belong to accounts

-- sqlplan:upgrade
ALTER TABLE documents ADD COLUMN account_id bigint REFERENCES accounts;

-- sqlplan:downgrade
ALTER TABLE documents DROP COLUMN account_id;
