--- upgrade
CREATE TEMPORARY TABLE t (
    a INTEGER
);

