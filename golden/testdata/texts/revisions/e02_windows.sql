-- revision: e02
-- down_revision: e01
-- message: saved by an editor on Windows

-- sqlplan:upgrade
ALTER TABLE teas
	ADD COLUMN price numeric,
	ADD COLUMN stock integer; -- in grams

-- sqlplan:downgrade
ALTER TABLE teas DROP COLUMN price, DROP COLUMN stock;
