-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
ATTACH DATABASE 'other.db' AS other;

-- sqlplan:downgrade
SELECT 1;
