--- upgrade
EXEC sp_rename 't.a', b, 'COLUMN';

GO

EXEC sp_rename 'app.[My t].[a b]', [Order], 'COLUMN';

GO

