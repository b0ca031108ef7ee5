--- upgrade
CREATE TABLE t (
    c INTERVAL DAY TO SECOND (2)
);

