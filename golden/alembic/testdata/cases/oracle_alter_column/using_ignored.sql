--- upgrade
ALTER TABLE t MODIFY a INTEGER

/

