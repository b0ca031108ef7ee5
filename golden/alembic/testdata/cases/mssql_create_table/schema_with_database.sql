--- upgrade
CREATE TABLE mydb.dbo.t (
    a INTEGER NULL
);

GO

CREATE TABLE [my.schema].t (
    a INTEGER NULL
);

GO

