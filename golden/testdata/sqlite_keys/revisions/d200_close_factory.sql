-- revision: d200
-- down_revision: d100
-- message: Factory closes, with its records

-- sqlplan:upgrade
-- sqlplan:transaction none
PRAGMA foreign_keys = ON;
DELETE FROM labels WHERE name = 'Factory';

-- sqlplan:downgrade
INSERT INTO labels VALUES (1, 'Factory');
INSERT INTO records VALUES (10, 1);
