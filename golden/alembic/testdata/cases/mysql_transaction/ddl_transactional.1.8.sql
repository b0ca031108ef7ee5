--- upgrade, whole
BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> c1

ALTER TABLE t ADD COLUMN a INTEGER;

INSERT INTO alembic_version (version_num) VALUES ('c1');

COMMIT;

--- downgrade, whole
BEGIN;

-- Running downgrade c1 -> 

ALTER TABLE t DROP COLUMN a;

DELETE FROM alembic_version WHERE alembic_version.version_num = 'c1';

DROP TABLE alembic_version;

COMMIT;

