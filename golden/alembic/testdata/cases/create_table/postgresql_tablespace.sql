--- upgrade
CREATE TABLE t (
    id INTEGER
)
 TABLESPACE fast_disk;

