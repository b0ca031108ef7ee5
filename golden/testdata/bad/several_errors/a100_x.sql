-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
CREATE TABEL t (id int);
SELECT FROM WHERE;

-- sqlplan:downgrade
DROP TABEL t;
