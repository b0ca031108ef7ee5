--- upgrade
UPDATE t SET a=1 OUTPUT inserted.a;

GO

INSERT INTO t (a) OUTPUT inserted.id VALUES (1);

GO

DELETE FROM t OUTPUT deleted.id WHERE t.a = 1;

GO

UPDATE t SET a=u.a FROM t, u WHERE t.id = u.id;

GO

DELETE FROM t FROM t, u WHERE t.id = u.id;

GO

