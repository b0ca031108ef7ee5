--- upgrade
CREATE TABLE t (
    a INTEGER NULL, 
    b INTEGER NULL
);

GO

CREATE INDEX ix ON t (a) INCLUDE (b) WHERE a > 0;

GO

