--- upgrade
CREATE TABLE account (
    id INTEGER NOT NULL, 
    name VARCHAR(50) DEFAULT 'x' NOT NULL, 
    b BOOLEAN, 
    at DATETIME DEFAULT (CURRENT_TIMESTAMP), 
    PRIMARY KEY (id), 
    CONSTRAINT uq UNIQUE (name)
);

--- downgrade
DROP TABLE account;

