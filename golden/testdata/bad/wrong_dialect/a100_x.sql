-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade dialect=postgres
SELECT 1;

-- sqlplan:downgrade
SELECT 1;
