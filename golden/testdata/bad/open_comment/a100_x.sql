-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
SELECT 1; /* /* nested */ but open

-- sqlplan:downgrade
SELECT 1;
