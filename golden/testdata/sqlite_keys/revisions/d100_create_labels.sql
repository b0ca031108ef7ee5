-- revision: d100
-- down_revision:
-- message: labels and their records

-- sqlplan:upgrade
CREATE TABLE labels (
    id   integer PRIMARY KEY,
    name text NOT NULL UNIQUE
);
CREATE TABLE records (
    id       integer PRIMARY KEY,
    label_id integer NOT NULL REFERENCES labels ON DELETE CASCADE
);
INSERT INTO labels VALUES (1, 'Factory'), (2, 'Rough Trade'), (3, 'Mute');
INSERT INTO records VALUES (10, 1), (20, 2);

-- sqlplan:downgrade
DROP TABLE records;
DROP TABLE labels;
