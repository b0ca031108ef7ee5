-- revision: a100
-- down_revision:
-- branch_labels: shop
-- message: bad on purpose

-- sqlplan:upgrade
SELECT 1;

-- sqlplan:downgrade
SELECT 1;
