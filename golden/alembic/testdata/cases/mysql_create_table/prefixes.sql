--- upgrade
CREATE TEMPORARY TABLE t (
    id INTEGER
);

