--- upgrade
CREATE TABLE t (
    id INTEGER
)DATA DIRECTORY=/var/data;

