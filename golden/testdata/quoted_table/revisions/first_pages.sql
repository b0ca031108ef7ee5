-- revision: first
-- down_revision:
-- message: pages

-- sqlplan:upgrade
CREATE TABLE pages (path text PRIMARY KEY);

-- sqlplan:downgrade
DROP TABLE pages;
