-- revision: d4000000
-- down_revision: a1c0de02, b2f40002, c37700aa
-- message: join accounts, billing and search

-- sqlplan:upgrade

-- sqlplan:downgrade
