-- revision: 5e03
-- down_revision: 5e02
-- message: made as the role that reads

-- sqlplan:upgrade
SELECT set_config('app.tenant', 'all', false), pg_catalog.set_config('statement_timeout', '0', true);
SET ROLE pg_read_all_data;
SELECT count(*) FROM app.tasks;

-- sqlplan:downgrade
