--- upgrade
CREATE TABLE _alembic_tmp_t (
    id INTEGER NOT NULL, 
    c INTEGER DEFAULT '0', 
    a INTEGER, 
    d INTEGER, 
    b INTEGER, 
    e INTEGER, 
    PRIMARY KEY (id)
);

INSERT INTO _alembic_tmp_t (id, a, b) SELECT t.id, t.a, t.b 
FROM t;

DROP TABLE t;

ALTER TABLE _alembic_tmp_t RENAME TO t;

