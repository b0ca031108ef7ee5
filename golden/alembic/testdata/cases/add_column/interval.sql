--- upgrade
ALTER TABLE t ADD COLUMN d INTERVAL DEFAULT '1 day'::interval;

