--- upgrade, whole
BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> c1

ALTER TABLE t ADD COLUMN a INTEGER;

INSERT INTO alembic_version (version_num) VALUES ('c1') RETURNING version_num;

COMMIT;

BEGIN;

-- Running upgrade c1 -> c2

ALTER TABLE t DROP COLUMN a;

UPDATE alembic_version SET version_num='c2' WHERE alembic_version.version_num = 'c1';

COMMIT;

