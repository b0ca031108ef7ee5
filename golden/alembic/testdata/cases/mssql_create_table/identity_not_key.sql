--- upgrade
CREATE TABLE t (
    id INTEGER NOT NULL IDENTITY, 
    k VARCHAR(5) NOT NULL, 
    PRIMARY KEY (k)
);

GO

