-- revision: c002
-- down_revision: c001
-- message: a coupon's code is given once

-- sqlplan:upgrade
ALTER TABLE coupons ADD COLUMN redeemed_at timestamptz;

-- People redeem coupons all day: build it beside them.
CREATE UNIQUE INDEX CONCURRENTLY coupons_code_key ON coupons (upper(code));

ALTER TABLE coupons ALTER COLUMN code SET STATISTICS 200;

-- sqlplan:downgrade
ALTER TABLE coupons ALTER COLUMN code SET STATISTICS -1;
DROP INDEX CONCURRENTLY coupons_code_key;
ALTER TABLE coupons DROP COLUMN redeemed_at;
