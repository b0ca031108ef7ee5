# dialect: mssql
op.execute("EXEC sp_rename 'a.b', 'c', 'COLUMN'")
op.execute("DECLARE @x INT = 5; UPDATE t SET a = @x")
op.execute("CREATE VIEW v AS SELECT 1 AS a")
op.execute("GO")
