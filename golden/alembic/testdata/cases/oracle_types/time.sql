--- upgrade
ALTER TABLE t ADD a TIME

/

