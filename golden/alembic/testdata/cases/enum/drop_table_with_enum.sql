--- upgrade
DROP TABLE t;

DROP TYPE kind;

