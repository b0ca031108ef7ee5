-- revision: 30cc
-- down_revision: 20bb
-- message: measurements of 2023 go to the archive

-- sqlplan:upgrade
ALTER TABLE measurements DETACH PARTITION measurements_2023 CONCURRENTLY;
ALTER TABLE measurements_2023 RENAME TO archived_2023;

-- sqlplan:downgrade
ALTER TABLE archived_2023 RENAME TO measurements_2023;
-- The server leaves a check constraint behind, which makes the way back fast.
ALTER TABLE measurements ATTACH PARTITION measurements_2023 FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
