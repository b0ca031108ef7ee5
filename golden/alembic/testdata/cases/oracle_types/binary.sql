--- upgrade
ALTER TABLE t ADD a BINARY(5)

/

