-- revision: d300
-- down_revision: d200
-- message: Mute closes, which has no records

-- sqlplan:upgrade
DELETE FROM labels WHERE name = 'Mute';

-- sqlplan:downgrade
INSERT INTO labels VALUES (3, 'Mute');
