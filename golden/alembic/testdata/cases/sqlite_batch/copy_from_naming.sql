--- upgrade
CREATE TABLE _alembic_tmp_t (
    id INTEGER NOT NULL, 
    a INTEGER, 
    PRIMARY KEY (id), 
    CONSTRAINT uq_id_a UNIQUE (id, a), 
    CONSTRAINT positive CHECK (a > 0), 
    UNIQUE (a)
);

INSERT INTO _alembic_tmp_t (id, a) SELECT t.id, t.a 
FROM t;

DROP TABLE t;

ALTER TABLE _alembic_tmp_t RENAME TO t;

