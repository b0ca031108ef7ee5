-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
SELECT "id FROM t;

-- sqlplan:downgrade
SELECT 1;
