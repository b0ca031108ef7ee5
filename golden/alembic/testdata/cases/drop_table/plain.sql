--- upgrade
DROP TABLE t;

