-- revision: c300
-- down_revision: b200
-- message: bad on purpose

-- sqlplan:upgrade
SELECT 1;

-- sqlplan:downgrade
SELECT 1;
