-- revision: o.second
-- down_revision: first
-- message: pages have a title

-- sqlplan:upgrade
ALTER TABLE pages ADD COLUMN title text;

-- sqlplan:downgrade
ALTER TABLE pages DROP COLUMN title;
