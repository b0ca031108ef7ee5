--- upgrade
ALTER TABLE t ADD COLUMN n positive;

