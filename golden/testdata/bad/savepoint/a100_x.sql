-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
SAVEPOINT s;
SELECT 1;
ROLLBACK TO s;

-- sqlplan:downgrade
SELECT 1;
