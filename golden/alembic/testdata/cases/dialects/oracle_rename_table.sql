--- upgrade
ALTER TABLE t RENAME TO u

/

