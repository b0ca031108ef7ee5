--- upgrade
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY(100,10), 
    PRIMARY KEY (id)
);

GO

