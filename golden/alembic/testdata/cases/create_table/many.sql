--- upgrade
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

CREATE TABLE a_b (
    a_id INTEGER NOT NULL, 
    b_id INTEGER NOT NULL, 
    PRIMARY KEY (a_id, b_id), 
    FOREIGN KEY(a_id) REFERENCES a (id), 
    FOREIGN KEY(b_id) REFERENCES b (id)
);

--- downgrade
DROP TABLE a_b;

DROP TABLE b;

DROP TABLE a;

