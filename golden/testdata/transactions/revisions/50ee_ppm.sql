-- revision: 50ee
-- down_revision: 40dd
-- message: gas is measured, and starts with a limit

-- sqlplan:upgrade
CREATE TABLE limits (unit unit PRIMARY KEY, highest numeric NOT NULL);
ALTER TYPE unit ADD VALUE IF NOT EXISTS 'ppm' BEFORE 'percent';
INSERT INTO limits (unit, highest) VALUES ('ppm', 1000);

-- Before PostgreSQL 17 not even a type that is born here can be used at once.
CREATE TYPE alarm AS ENUM ('none');
ALTER TYPE alarm ADD VALUE 'siren';
ALTER TABLE limits ADD COLUMN alarm alarm NOT NULL DEFAULT 'siren';

-- sqlplan:downgrade
DROP TABLE limits;
DROP TYPE alarm;
