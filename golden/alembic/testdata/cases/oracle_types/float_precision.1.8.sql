--- upgrade
ALTER TABLE t ADD a FLOAT

/

