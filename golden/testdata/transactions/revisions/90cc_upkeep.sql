-- revision: 90cc
-- down_revision: 80bb
-- message: measurements in the order of their sensors

-- sqlplan:upgrade
CREATE INDEX measurements_sensor ON measurements (sensor, taken_on);
CREATE INDEX archived_sensor ON archived_2023 (sensor, taken_on);
REINDEX TABLE measurements;
REINDEX TABLE archived_2023;
REINDEX INDEX measurements_sensor;
CLUSTER measurements USING measurements_sensor;
CLUSTER archived_2023 USING archived_sensor;
ALTER TABLE archived_2023 SET WITHOUT CLUSTER;
COMMENT ON INDEX measurements_sensor IS 'by which the partitions were ordered';

-- sqlplan:downgrade
DROP INDEX archived_sensor;
DROP INDEX measurements_sensor;
