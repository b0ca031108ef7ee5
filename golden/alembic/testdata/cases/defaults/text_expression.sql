--- upgrade
CREATE TABLE t (
    c TIMESTAMP WITHOUT TIME ZONE DEFAULT (now() at time zone 'utc')
);

