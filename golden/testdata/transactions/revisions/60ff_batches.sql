-- revision: 60ff
-- down_revision: 50ee
-- message: fill in the notes, in batches

-- sqlplan:transaction none

-- sqlplan:upgrade
-- Each batch is short: nobody waits for long.
UPDATE measurements SET note = '' WHERE note IS NULL AND sensor % 2 = 0;
UPDATE measurements SET note = '' WHERE note IS NULL;

-- sqlplan:downgrade
UPDATE measurements SET note = NULL WHERE note = '';
