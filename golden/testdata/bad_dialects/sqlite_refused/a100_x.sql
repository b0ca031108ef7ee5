-- revision: a100
-- down_revision:
-- message: bad on purpose

-- sqlplan:upgrade
CREATE TABLE t (a integer NOT NULL);
INSERT INTO t (a) VALUES (NULL);
ALTER TABLE t ADD COLUMN b integer PRIMARY KEY;

-- sqlplan:downgrade
SELECT 1;
