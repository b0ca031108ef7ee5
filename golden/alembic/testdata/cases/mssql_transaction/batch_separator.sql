--- upgrade, whole
BEGIN TRANSACTION;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

BATCH

-- Running upgrade  -> c1

ALTER TABLE t ADD a INTEGER NULL;

BATCH

INSERT INTO alembic_version (version_num) OUTPUT inserted.version_num VALUES ('c1');

BATCH

COMMIT;

BATCH

--- downgrade, whole
BEGIN TRANSACTION;

-- Running downgrade c1 -> 

ALTER TABLE t DROP COLUMN a;

BATCH

DELETE FROM alembic_version WHERE alembic_version.version_num = 'c1';

BATCH

COMMIT;

BATCH

