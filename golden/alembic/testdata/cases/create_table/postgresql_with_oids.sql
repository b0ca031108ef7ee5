--- upgrade
CREATE TABLE t (
    id INTEGER
)
 WITHOUT OIDS;

