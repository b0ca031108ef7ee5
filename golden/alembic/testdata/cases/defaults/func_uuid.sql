--- upgrade
CREATE TABLE t (
    c UUID DEFAULT gen_random_uuid()
);

