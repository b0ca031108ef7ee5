--- upgrade
ALTER TABLE t ADD a RAW

/

