--- upgrade, whole
CREATE TABLE alembic_version (
    version_num VARCHAR2(32 CHAR) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)

@@

-- Running upgrade  -> c1

ALTER TABLE t ADD a INTEGER

@@

INSERT INTO alembic_version (version_num) VALUES ('c1') RETURNING alembic_version.version_num INTO :ret_0

@@

