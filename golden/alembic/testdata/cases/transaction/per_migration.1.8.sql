--- upgrade, whole
BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> c1

SELECT 1;

INSERT INTO alembic_version (version_num) VALUES ('c1') RETURNING alembic_version.version_num;

COMMIT;

BEGIN;

-- Running upgrade c1 -> c2

SELECT 3;

UPDATE alembic_version SET version_num='c2' WHERE alembic_version.version_num = 'c1';

COMMIT;

--- downgrade, whole
BEGIN;

-- Running downgrade c2 -> c1

UPDATE alembic_version SET version_num='c1' WHERE alembic_version.version_num = 'c2';

COMMIT;

BEGIN;

-- Running downgrade c1 -> 

SELECT 2;

DELETE FROM alembic_version WHERE alembic_version.version_num = 'c1';

COMMIT;

DROP TABLE alembic_version;

