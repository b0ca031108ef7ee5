--- upgrade
CREATE TABLE [App].[order] (
    [Group] INTEGER NULL, 
    [my col] INTEGER NULL
);

GO

