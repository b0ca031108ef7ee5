--- upgrade, whole
BEGIN TRANSACTION;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

GO

-- Running upgrade  -> c1

ALTER TABLE t ADD a INTEGER NULL;

GO

INSERT INTO alembic_version (version_num) OUTPUT inserted.version_num VALUES ('c1');

GO

COMMIT;

GO

BEGIN TRANSACTION;

-- Running upgrade c1 -> c2

ALTER TABLE t DROP COLUMN a;

GO

UPDATE alembic_version SET version_num='c2' WHERE alembic_version.version_num = 'c1';

GO

COMMIT;

GO

