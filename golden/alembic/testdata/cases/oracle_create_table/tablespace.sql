--- upgrade
CREATE TABLE t (
    a INTEGER
)
 TABLESPACE "USERS"

/

