--- upgrade, whole
BEGIN;

CREATE TABLE schema_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT schema_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> c1

SELECT 1;

INSERT INTO schema_version (version_num) VALUES ('c1') RETURNING schema_version.version_num;

COMMIT;

--- downgrade, whole
BEGIN;

-- Running downgrade c1 -> 

SELECT 2;

DELETE FROM schema_version WHERE schema_version.version_num = 'c1';

COMMIT;

