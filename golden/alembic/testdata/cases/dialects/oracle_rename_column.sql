--- upgrade
ALTER TABLE t RENAME COLUMN a TO b

/

