--- upgrade
ALTER TABLE t ADD a VARCHAR2

/

