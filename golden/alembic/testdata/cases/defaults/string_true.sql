--- upgrade
CREATE TABLE t (
    c BOOLEAN DEFAULT 'true'
);

