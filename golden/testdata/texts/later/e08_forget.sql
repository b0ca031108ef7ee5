-- revision: e08
-- down_revision: e07
-- message: forget the prices

-- sqlplan:upgrade
-- The prices are in the archive
-- since last spring.

-- Nobody reads them here.
UPDATE teas SET price = NULL;

-- sqlplan:irreversible the prices are gone: restore them from the archive, */ then stamp e07
