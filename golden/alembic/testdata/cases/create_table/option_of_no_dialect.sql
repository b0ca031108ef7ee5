--- upgrade
CREATE TABLE a (
    id INTEGER, 
    n INTEGER
);

