-- revision: 0002
-- down_revision: 0001
-- message: payments have a date

-- sqlplan:upgrade
ALTER TABLE payments ADD COLUMN paid_on date;

-- sqlplan:downgrade
ALTER TABLE payments DROP COLUMN paid_on;
