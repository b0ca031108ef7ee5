-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
BEGIN
    DELETE FROM t;

-- sqlplan:downgrade
SELECT 1;
