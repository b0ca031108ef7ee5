-- revision: 10aa
-- down_revision:
-- message: measurements, one partition a year

-- sqlplan:upgrade
CREATE TYPE unit AS ENUM ('celsius', 'percent');

CREATE TABLE measurements (
    taken_on date NOT NULL,
    sensor   integer NOT NULL,
    value    numeric NOT NULL,
    unit     unit NOT NULL
) PARTITION BY RANGE (taken_on);

CREATE TABLE measurements_2023 PARTITION OF measurements FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE measurements_2024 PARTITION OF measurements FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- sqlplan:downgrade
DROP TABLE measurements;
DROP TYPE unit;
