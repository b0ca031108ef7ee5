-- revision: a1
-- down_revision:
-- message: notes

-- sqlplan:upgrade
CREATE TABLE notes (id bigint PRIMARY KEY, body text);

-- sqlplan:downgrade
DROP TABLE notes;
