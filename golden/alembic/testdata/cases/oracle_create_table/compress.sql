--- upgrade
CREATE TABLE t (
    a INTEGER
)
 COMPRESS

/

CREATE TABLE u (
    a INTEGER
)
 COMPRESS FOR 6

/

