--- upgrade, whole
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> c1

SELECT 1;

INSERT INTO alembic_version (version_num) VALUES ('c1') RETURNING alembic_version.version_num;

--- downgrade, whole
-- Running downgrade c1 -> 

SELECT 2;

DELETE FROM alembic_version WHERE alembic_version.version_num = 'c1';

