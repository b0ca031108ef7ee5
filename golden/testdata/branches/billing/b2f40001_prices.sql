-- revision: b2f40001
-- down_revision:
-- branch_labels: billing
-- message: prices

-- sqlplan:upgrade
CREATE TABLE prices (plan text PRIMARY KEY, cents integer NOT NULL);

-- sqlplan:downgrade
DROP TABLE prices;
