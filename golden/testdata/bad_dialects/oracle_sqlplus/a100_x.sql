-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
@other.sql

-- sqlplan:downgrade
SELECT 1;
