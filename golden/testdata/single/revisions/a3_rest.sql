-- revision: a3
-- down_revision: a2
-- message: notes are searched

-- sqlplan:upgrade
CREATE INDEX notes_body_idx ON notes (body);

-- sqlplan:downgrade
DROP INDEX notes_body_idx;
