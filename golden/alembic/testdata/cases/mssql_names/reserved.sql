--- upgrade
CREATE TABLE [user] (
    [order] INTEGER NULL, 
    [key] INTEGER NULL, 
    [Name] INTEGER NULL, 
    [a]]b] INTEGER NULL, 
    [a b] INTEGER NULL, 
    [merge] INTEGER NULL, 
    [identity] INTEGER NULL, 
    [percent] INTEGER NULL, 
    [plan] INTEGER NULL, 
    [rule] INTEGER NULL, 
    offset INTEGER NULL, 
    [public] INTEGER NULL, 
    [1st] INTEGER NULL, 
    [external] INTEGER NULL, 
    [file] INTEGER NULL, 
    within INTEGER NULL, 
    [rowguidcol] INTEGER NULL, 
    semantickeyphrasetable INTEGER NULL, 
    label INTEGER NULL
);

GO

