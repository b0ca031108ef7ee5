-- revision: e07
-- down_revision: e06
-- message: nobody has written this one yet

-- sqlplan:upgrade

-- sqlplan:downgrade
