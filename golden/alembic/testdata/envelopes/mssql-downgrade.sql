--- downgrade, whole
BEGIN TRANSACTION;

-- Running downgrade c1 -> 


DELETE FROM alembic_version WHERE alembic_version.version_num = 'c1';

GO

COMMIT;

GO

