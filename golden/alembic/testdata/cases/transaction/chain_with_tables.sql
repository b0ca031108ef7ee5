--- upgrade, whole
BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> c1

CREATE TABLE a (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

INSERT INTO alembic_version (version_num) VALUES ('c1') RETURNING alembic_version.version_num;

-- Running upgrade c1 -> c2

CREATE TABLE b (
    id SERIAL NOT NULL, 
    a_id INTEGER, 
    PRIMARY KEY (id), 
    FOREIGN KEY(a_id) REFERENCES a (id)
);

UPDATE alembic_version SET version_num='c2' WHERE alembic_version.version_num = 'c1';

COMMIT;

--- downgrade, whole
BEGIN;

-- Running downgrade c2 -> c1

DROP TABLE b;

UPDATE alembic_version SET version_num='c1' WHERE alembic_version.version_num = 'c2';

-- Running downgrade c1 -> 

DROP TABLE a;

DELETE FROM alembic_version WHERE alembic_version.version_num = 'c1';

COMMIT;

