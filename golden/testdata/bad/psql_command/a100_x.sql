-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
\i other.sql
SELECT 1;
\set x 1
SELECT 2 \gexec

-- sqlplan:downgrade
SELECT 1;
