-- revision: 77c9d5
-- down_revision: 6bb410
-- message: one name for customers
-- author: Shop team

-- sqlplan:upgrade
ALTER TABLE customers ADD COLUMN name text;

UPDATE customers
   SET name = coalesce(nullif(trim(concat_ws(' ', first_name, last_name)), ''), email);

ALTER TABLE customers ALTER COLUMN name SET NOT NULL;

-- sqlplan:downgrade
ALTER TABLE customers DROP COLUMN name;
