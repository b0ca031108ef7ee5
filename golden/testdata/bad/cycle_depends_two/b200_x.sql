-- revision: b200
-- down_revision:
-- depends_on: a100
-- message: bad on purpose

-- sqlplan:upgrade
SELECT 1;

-- sqlplan:downgrade
SELECT 1;
