--- upgrade
CREATE TABLE t (
    k kind
);

DROP TABLE t;

