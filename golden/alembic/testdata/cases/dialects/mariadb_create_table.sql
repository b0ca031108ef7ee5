--- upgrade
CREATE TABLE account (
    id INTEGER NOT NULL AUTO_INCREMENT, 
    name VARCHAR(50) NOT NULL DEFAULT 'x', 
    b BOOL, 
    at DATETIME DEFAULT now(), 
    PRIMARY KEY (id), 
    CONSTRAINT uq UNIQUE (name)
);

--- downgrade
DROP TABLE account;

