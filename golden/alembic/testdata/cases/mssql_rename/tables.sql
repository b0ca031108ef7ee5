--- upgrade
EXEC sp_rename 'a', b;

GO

EXEC sp_rename 'app.[a b]', [Order];

GO

