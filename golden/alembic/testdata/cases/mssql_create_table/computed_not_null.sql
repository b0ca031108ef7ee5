--- upgrade
CREATE TABLE t (
    a INTEGER NULL, 
    c AS (a + 2) PERSISTED NOT NULL
);

GO

