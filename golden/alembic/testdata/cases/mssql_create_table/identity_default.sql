--- upgrade
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY, 
    a INTEGER NULL, 
    PRIMARY KEY (id)
);

GO

