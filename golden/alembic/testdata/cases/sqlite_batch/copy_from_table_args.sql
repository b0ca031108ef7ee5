--- upgrade
CREATE TABLE _alembic_tmp_t (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
    a BIGINT, 
    CONSTRAINT ck CHECK (a > 5)
);

INSERT INTO _alembic_tmp_t (id, a) SELECT t.id, t.a 
FROM t;

DROP TABLE t;

ALTER TABLE _alembic_tmp_t RENAME TO t;

