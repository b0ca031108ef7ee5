-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
SELECT '茶の名前 ☕' AS "größe" FORM t;

-- sqlplan:downgrade
SELECT 1;
