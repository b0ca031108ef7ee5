-- revision: a1c0de02
-- down_revision: a1c0de01
-- message: accounts have settings

-- sqlplan:upgrade
ALTER TABLE accounts ADD COLUMN settings jsonb NOT NULL DEFAULT '{}';

-- sqlplan:downgrade
ALTER TABLE accounts DROP COLUMN settings;
