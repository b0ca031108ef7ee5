--- upgrade
CREATE TABLE t (
    c TEXT[] DEFAULT ARRAY[]::text[]
);

