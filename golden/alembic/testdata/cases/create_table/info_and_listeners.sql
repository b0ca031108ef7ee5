--- upgrade
CREATE TABLE t (
    id INTEGER
);

