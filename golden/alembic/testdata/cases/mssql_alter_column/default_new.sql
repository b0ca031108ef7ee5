--- upgrade
ALTER TABLE t ADD DEFAULT '5' FOR a;

GO

