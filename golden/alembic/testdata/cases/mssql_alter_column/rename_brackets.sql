--- upgrade
EXEC sp_rename '[t]]x].[a]]b]', [c'd], 'COLUMN';

GO

