--- upgrade
ALTER TABLE t ADD a NUMBER

/

