--- upgrade
ALTER TABLE t ADD a AS (b * 2) PERSISTED;

GO

