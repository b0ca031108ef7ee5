-- revision: a100
-- down_revision:
-- depends_on: b200
-- message: bad on purpose

-- sqlplan:upgrade
SELECT 1;

-- sqlplan:downgrade
SELECT 1;
