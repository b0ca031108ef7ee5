--- upgrade
CREATE TABLE c (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE a (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE b (
    id SERIAL NOT NULL, 
    a_id INTEGER, 
    PRIMARY KEY (id), 
    FOREIGN KEY(a_id) REFERENCES a (id)
);

