BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> a10

CREATE TABLE accounts (
    id SERIAL NOT NULL, 
    email VARCHAR(320) NOT NULL, 
    PRIMARY KEY (id), 
    UNIQUE (email)
);

INSERT INTO alembic_version (version_num) VALUES ('a10') RETURNING alembic_version.version_num;

-- Running upgrade a10 -> a20

UPDATE alembic_version SET version_num='a20' WHERE alembic_version.version_num = 'a10';

COMMIT;

