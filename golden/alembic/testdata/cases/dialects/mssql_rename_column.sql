--- upgrade
EXEC sp_rename 't.a', b, 'COLUMN';

GO

