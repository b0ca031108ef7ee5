--- upgrade
UPDATE t SET a=coalesce(t.a, 0) WHERE t.s IN ('x');

GO

DELETE FROM t WHERE t.s LIKE 'a%';

GO

SELECT TOP 5 t.a 
FROM t;

GO

