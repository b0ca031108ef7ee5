--- upgrade
CREATE TABLE account (
    id INTEGER NOT NULL IDENTITY, 
    name VARCHAR(50) NOT NULL DEFAULT 'x', 
    b BIT NULL, 
    at DATETIMEOFFSET NULL DEFAULT CURRENT_TIMESTAMP, 
    PRIMARY KEY (id), 
    CONSTRAINT uq UNIQUE (name)
);

GO

--- downgrade
DROP TABLE account;

GO

