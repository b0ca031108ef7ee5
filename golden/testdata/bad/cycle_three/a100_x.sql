-- revision: a100
-- down_revision: c300
-- message: bad on purpose

-- sqlplan:upgrade
SELECT 1;

-- sqlplan:downgrade
SELECT 1;
