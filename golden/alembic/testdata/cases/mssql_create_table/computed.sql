--- upgrade
CREATE TABLE t (
    a INTEGER NULL, 
    b AS (a + 1), 
    c AS (a + 2) PERSISTED, 
    d AS (a + 3)
);

GO

