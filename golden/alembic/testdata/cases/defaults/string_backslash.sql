--- upgrade
CREATE TABLE t (
    c VARCHAR(20) DEFAULT 'a\\\\b'
);

