--- upgrade
CREATE TABLE a (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    e ENUM('x','y'), 
    PRIMARY KEY (id)
)ENGINE=InnoDB;

CREATE TABLE b (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    a_id INTEGER, 
    s VARCHAR(20), 
    PRIMARY KEY (id), 
    FOREIGN KEY(a_id) REFERENCES a (id)
);

CREATE INDEX ix_b ON b (s(5));

INSERT INTO b (a_id) VALUES (1);

SELECT b.id, b.a_id, b.s 
FROM b, a 
WHERE b.a_id = a.id;

DROP TABLE b;

DROP TABLE a;

CREATE TABLE a (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    e ENUM('x','y'), 
    PRIMARY KEY (id)
)ENGINE=InnoDB;

DROP TABLE IF EXISTS a;

CREATE SCHEMA x;

DROP SCHEMA x;

