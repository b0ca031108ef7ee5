--- upgrade
CREATE TABLE t (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    b INTEGER, 
    PRIMARY KEY (id)
);

