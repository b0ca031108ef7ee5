--- upgrade
CREATE TABLE t (
    c VARCHAR(64) COLLATE "en_US.utf8"
);

