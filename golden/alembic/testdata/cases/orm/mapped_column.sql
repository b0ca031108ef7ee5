--- upgrade
CREATE TABLE tags (
    id SERIAL NOT NULL, 
    name VARCHAR(20) NOT NULL, 
    note VARCHAR, 
    PRIMARY KEY (id)
);

INSERT INTO tags (id, name) VALUES (1, 'x');

