-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
CREATE TABLE t (
    id int,
    name text
;
SELECT 2;

-- sqlplan:downgrade
SELECT 1;
