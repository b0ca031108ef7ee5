--- upgrade
CREATE TABLE t (
    c OID
);

