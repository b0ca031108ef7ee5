--- upgrade
CREATE TABLE _alembic_tmp_t (
    id INTEGER NOT NULL, 
    a INTEGER, 
    b VARCHAR(20), 
    c DATE, 
    PRIMARY KEY (id)
);

INSERT INTO _alembic_tmp_t (id, a, b, c) SELECT t.id, CAST(t.a AS INTEGER) AS a, CAST(t.b AS VARCHAR(20)) AS b, CAST(t.c AS DATE) AS c 
FROM t;

DROP TABLE t;

ALTER TABLE _alembic_tmp_t RENAME TO t;

