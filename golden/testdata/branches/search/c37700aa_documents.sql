-- revision: c37700aa
-- down_revision:
-- branch_labels: search
-- depends_on: billing
-- message: documents to search in, invoices first

-- sqlplan:upgrade
CREATE TABLE documents (id bigint PRIMARY KEY, plan text REFERENCES prices, body text);

-- sqlplan:downgrade
DROP TABLE documents;
