--- upgrade
CREATE TABLE t (
    c INTEGER DEFAULT 1 + 2
);

