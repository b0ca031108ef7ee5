--- upgrade, whole
BEGIN TRANSACTION;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> c1

ALTER TABLE t ADD a INTEGER NULL;

INSERT INTO alembic_version (version_num) OUTPUT inserted.version_num VALUES ('c1');

COMMIT;

