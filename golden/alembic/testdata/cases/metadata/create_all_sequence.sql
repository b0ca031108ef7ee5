--- upgrade
CREATE SEQUENCE a_seq;

CREATE TABLE a (
    id INTEGER NOT NULL, 
    PRIMARY KEY (id)
);

