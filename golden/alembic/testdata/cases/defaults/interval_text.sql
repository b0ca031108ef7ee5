--- upgrade
CREATE TABLE t (
    c INTERVAL DEFAULT interval '1 day'
);

