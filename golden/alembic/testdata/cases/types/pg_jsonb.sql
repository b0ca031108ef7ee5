--- upgrade
CREATE TABLE t (
    c JSONB
);

