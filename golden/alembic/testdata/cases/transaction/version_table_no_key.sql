--- upgrade, whole
BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL
);

-- Running upgrade  -> c1

SELECT 1;

INSERT INTO alembic_version (version_num) VALUES ('c1');

COMMIT;

