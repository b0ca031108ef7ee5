--- downgrade, whole
-- Running downgrade c1 -> 


DELETE FROM alembic_version WHERE alembic_version.version_num = 'c1'

/

DROP TABLE alembic_version

/

