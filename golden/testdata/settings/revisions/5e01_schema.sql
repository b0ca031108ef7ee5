-- revision: 5e01
-- down_revision:
-- message: a schema of its own

-- sqlplan:upgrade
CREATE SCHEMA app;
SET search_path TO app, public;
CREATE TABLE tasks (id bigint PRIMARY KEY, title text NOT NULL);

-- sqlplan:downgrade
DROP SCHEMA app CASCADE;
