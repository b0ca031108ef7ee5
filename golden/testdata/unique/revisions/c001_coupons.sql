-- revision: c001
-- down_revision:
-- message: coupons

-- sqlplan:upgrade
CREATE TABLE coupons (id bigint PRIMARY KEY, code text NOT NULL);

-- sqlplan:downgrade
DROP TABLE coupons;
