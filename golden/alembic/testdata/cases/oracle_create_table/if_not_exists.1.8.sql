--- upgrade
CREATE TABLE t (
    a INTEGER
)

/

--- downgrade
DROP TABLE t

/

