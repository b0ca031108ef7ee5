--- upgrade
CREATE TABLE _alembic_tmp_t (
    id INTEGER NOT NULL, 
    a INTEGER, 
    b VARCHAR(1), 
    PRIMARY KEY (id), 
    CONSTRAINT kind CHECK (b IN ('x', 'y', 'z'))
);

INSERT INTO _alembic_tmp_t (id, a, b) SELECT t.id, CAST(t.a AS INTEGER) AS a, t.b 
FROM t;

DROP TABLE t;

ALTER TABLE _alembic_tmp_t RENAME TO t;

