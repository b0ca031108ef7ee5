-- revision: 50ee
-- down_revision: 40dd
-- message: gas is measured, and starts with a limit

-- sqlplan:upgrade
CREATE TABLE limits (unit unit PRIMARY KEY, highest numeric NOT NULL);
ALTER TYPE unit ADD VALUE IF NOT EXISTS 'ppm' BEFORE 'percent';
INSERT INTO limits (unit, highest) VALUES ('ppm', 1000);

-- sqlplan:downgrade
DROP TABLE limits;
