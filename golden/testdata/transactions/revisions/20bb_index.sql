-- revision: 20bb
-- down_revision: 10aa
-- message: find measurements by sensor

-- sqlplan:upgrade
COMMENT ON TABLE measurements_2024 IS 'The partition of this year';
CREATE INDEX CONCURRENTLY measurements_2024_sensor_idx ON measurements_2024 (sensor);
REINDEX INDEX CONCURRENTLY measurements_2024_sensor_idx;
VACUUM (ANALYZE) measurements_2024;
ALTER TABLE measurements ADD COLUMN note text;
COMMENT ON COLUMN measurements.note IS 'What the person at the sensor saw';

-- sqlplan:downgrade
ALTER TABLE measurements DROP COLUMN note;
DROP INDEX CONCURRENTLY measurements_2024_sensor_idx;
COMMENT ON TABLE measurements_2024 IS NULL;
