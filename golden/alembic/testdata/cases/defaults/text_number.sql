--- upgrade
CREATE TABLE t (
    c INTEGER DEFAULT 0
);

