--- upgrade
CREATE TABLE t (
    a INTEGER
)
 COMPRESS

/

