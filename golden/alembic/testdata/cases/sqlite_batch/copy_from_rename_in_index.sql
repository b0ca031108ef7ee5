--- upgrade
CREATE TABLE _alembic_tmp_t (
    id INTEGER NOT NULL, 
    b VARCHAR(50), 
    PRIMARY KEY (id), 
    CONSTRAINT uq UNIQUE (b, id)
);

INSERT INTO _alembic_tmp_t (id, b) SELECT t.id, t.a 
FROM t;

DROP TABLE t;

ALTER TABLE _alembic_tmp_t RENAME TO t;

CREATE UNIQUE INDEX ix_a ON t (b);

