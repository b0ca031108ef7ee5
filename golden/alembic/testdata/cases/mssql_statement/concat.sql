--- upgrade
UPDATE t SET a=(t.a + t.b);

GO

UPDATE t SET a=(t.a + '-' + t.b + '!');

GO

DELETE FROM t WHERE ((t.a + '-' + t.b) LIKE '%' + 'x' + '%');

GO

