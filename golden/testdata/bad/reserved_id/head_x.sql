-- revision: head
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
SELECT 1;

-- sqlplan:downgrade
SELECT 1;
