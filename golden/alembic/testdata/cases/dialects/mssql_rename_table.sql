--- upgrade
EXEC sp_rename 't', u;

GO

