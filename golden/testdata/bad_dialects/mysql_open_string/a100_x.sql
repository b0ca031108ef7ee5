-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
INSERT INTO t (a) VALUES ('it\'s open);

-- sqlplan:downgrade
SELECT 1;
