--- upgrade
ALTER TABLE t ADD a INTEGER

/

--- downgrade
ALTER TABLE t DROP COLUMN IF EXISTS a

/

