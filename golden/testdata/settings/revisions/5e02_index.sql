-- revision: 5e02
-- down_revision: 5e01
-- message: find tasks by title

-- sqlplan:upgrade
SET maintenance_work_mem = '128MB';
CREATE INDEX CONCURRENTLY tasks_title_idx ON app.tasks (title);
COMMENT ON INDEX app.tasks_title_idx IS 'For the search field';

-- sqlplan:downgrade
DROP INDEX CONCURRENTLY app.tasks_title_idx;
