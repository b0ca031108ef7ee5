-- revision: 5a9e07
-- down_revision: 3c51e8, 48d2f1
-- message: join billing and shop

-- sqlplan:upgrade

-- sqlplan:downgrade
