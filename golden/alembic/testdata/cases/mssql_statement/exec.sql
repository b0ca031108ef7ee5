--- upgrade
EXEC sp_rename 'a.b', 'c', 'COLUMN';

GO

DECLARE @x INT = 5; UPDATE t SET a = @x;

GO

CREATE VIEW v AS SELECT 1 AS a;

GO

GO;

GO

