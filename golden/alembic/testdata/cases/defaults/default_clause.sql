--- upgrade
CREATE TABLE t (
    c TEXT DEFAULT 'x'
);

