-- revision: b200
-- down_revision: a100
-- message: bad on purpose

-- sqlplan:upgrade
ALTER TABLE t ADD;

-- sqlplan:downgrade
SELECT 1;
