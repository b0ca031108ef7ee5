--- upgrade
ALTER TABLE t ADD a INTEGER

/

