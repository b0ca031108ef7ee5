-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
CREATE TABLE `t (a int);

-- sqlplan:downgrade
SELECT 1;
