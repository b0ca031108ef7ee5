--- upgrade
ALTER TABLE t ADD a INTEGER DEFAULT '0' NOT NULL

/

--- downgrade
ALTER TABLE t DROP COLUMN a

/

