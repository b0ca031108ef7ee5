--- upgrade
CREATE TABLE t (
    c TIMESTAMP WITHOUT TIME ZONE DEFAULT timezone('utc', now())
);

