# dialect: mssql
op.execute("""CREATE PROCEDURE p AS
BEGIN
  SET NOCOUNT ON;
  SELECT 'a;b';
END""")
