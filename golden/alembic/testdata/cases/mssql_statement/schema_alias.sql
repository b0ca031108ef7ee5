--- upgrade
SELECT app.t.a 
FROM app.t 
WHERE app.t.a > 5;

GO

UPDATE app.t SET a=(app.t.a + 1) WHERE app.t.a > 5;

GO

DELETE FROM app.t WHERE app.t.a > 5;

GO

