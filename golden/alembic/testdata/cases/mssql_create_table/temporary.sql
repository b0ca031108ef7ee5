--- upgrade
CREATE TABLE [#t] (
    a INTEGER NULL
);

GO

