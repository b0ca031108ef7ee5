-- revision: 5e02
-- down_revision: 5e01
-- message: find tasks by title

-- sqlplan:upgrade
-- What stands below relies on these, also where it is run on its own after a failure.
SET search_path TO app;
SET maintenance_work_mem = '128MB';
CREATE INDEX CONCURRENTLY tasks_title_idx ON tasks (title);
COMMENT ON INDEX tasks_title_idx IS 'For the search field';

-- sqlplan:downgrade
DROP INDEX CONCURRENTLY app.tasks_title_idx;
