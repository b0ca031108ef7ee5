--- upgrade
CREATE TABLE _alembic_tmp_t (
    id INTEGER NOT NULL, 
    a VARCHAR(50), 
    b INTEGER, 
    PRIMARY KEY (id), 
    CONSTRAINT uq_a UNIQUE (a), 
    CONSTRAINT ck_b CHECK (b > 0)
);

INSERT INTO _alembic_tmp_t (id, a, b) SELECT t.id, t.a, t.b 
FROM t;

DROP TABLE t;

ALTER TABLE _alembic_tmp_t RENAME TO t;

