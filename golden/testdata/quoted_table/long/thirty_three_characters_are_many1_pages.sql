-- revision: thirty_three_characters_are_many1
-- down_revision:
-- message: pages

-- sqlplan:upgrade
CREATE TABLE pages (path text PRIMARY KEY);

-- sqlplan:downgrade
DROP TABLE pages;
