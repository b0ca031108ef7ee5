-- revision: a100
-- down_revision:
-- message: bad on purpose

SELECT 0;
-- sqlplan:upgrade
SELECT 1;

-- sqlplan:downgrade
SELECT 1;
