-- revision: f6ab1e77
-- down_revision: a1c0de01
-- branch_labels: trial
-- message: try out nicknames

-- sqlplan:upgrade
CREATE TABLE nicknames (account_id bigint REFERENCES accounts, nickname text);

-- sqlplan:downgrade
DROP TABLE nicknames;
