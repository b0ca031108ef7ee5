--- upgrade
SELECT 1
GO
SELECT 2
GO;

GO

