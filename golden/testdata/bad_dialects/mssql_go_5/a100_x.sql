-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
INSERT INTO t (a) VALUES (1);
GO 5

-- sqlplan:downgrade
SELECT 1;
