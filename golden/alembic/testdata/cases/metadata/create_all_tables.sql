--- upgrade
CREATE TABLE a (
    id INTEGER
);

