--- upgrade
CREATE TABLE u (
    a INTEGER
)
 COMPRESS FOR 6

/

