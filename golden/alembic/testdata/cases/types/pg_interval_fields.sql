--- upgrade
CREATE TABLE t (
    c INTERVAL YEAR TO MONTH
);

