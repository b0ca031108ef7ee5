--- upgrade, whole
SET TRANSACTION READ WRITE

/

CREATE TABLE alembic_version (
    version_num VARCHAR2(32 CHAR) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)

/

-- Running upgrade  -> c1

ALTER TABLE t ADD a INTEGER

/

INSERT INTO alembic_version (version_num) VALUES ('c1')

/

COMMIT

/

--- downgrade, whole
SET TRANSACTION READ WRITE

/

-- Running downgrade c1 -> 

ALTER TABLE t DROP COLUMN a

/

DELETE FROM alembic_version WHERE alembic_version.version_num = 'c1'

/

DROP TABLE alembic_version

/

COMMIT

/

