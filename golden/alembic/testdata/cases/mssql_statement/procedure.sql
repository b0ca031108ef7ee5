--- upgrade
CREATE PROCEDURE p AS
    BEGIN
      SET NOCOUNT ON;
      SELECT 'a;b';
    END;

GO

