--- upgrade
CREATE TABLE t (
    id INTEGER
)CHARSET=utf8mb4 COLLATE utf8mb4_bin;

