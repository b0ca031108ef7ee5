-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
CREATE TABLE t (a integer);
TRUNCATE TABLE t;

-- sqlplan:downgrade
SELECT 1;
