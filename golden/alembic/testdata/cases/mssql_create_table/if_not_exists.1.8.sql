--- upgrade
CREATE TABLE t (
    a INTEGER NULL
);

GO

--- downgrade
DROP TABLE t;

GO

