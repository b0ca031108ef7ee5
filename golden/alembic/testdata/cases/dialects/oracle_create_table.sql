--- upgrade
CREATE TABLE account (
    id INTEGER NOT NULL, 
    name VARCHAR2(50 CHAR) DEFAULT 'x' NOT NULL, 
    b SMALLINT, 
    at DATE DEFAULT CURRENT_TIMESTAMP, 
    PRIMARY KEY (id), 
    CONSTRAINT uq UNIQUE (name)
)

/

--- downgrade
DROP TABLE account

/

