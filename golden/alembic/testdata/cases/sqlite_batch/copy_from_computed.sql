--- upgrade
CREATE TABLE _alembic_tmp_t (
    id INTEGER NOT NULL, 
    a INTEGER NOT NULL, 
    b INTEGER GENERATED ALWAYS AS (a + 1), 
    PRIMARY KEY (id)
);

INSERT INTO _alembic_tmp_t (id, a, b) SELECT t.id, t.a, t.b 
FROM t;

DROP TABLE t;

ALTER TABLE _alembic_tmp_t RENAME TO t;

