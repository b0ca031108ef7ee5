--- upgrade
CREATE TABLE _alembic_tmp_t (
    id INTEGER NOT NULL, 
    b INTEGER, 
    PRIMARY KEY (id)
);

INSERT INTO _alembic_tmp_t (id, b) SELECT t.id, t.b 
FROM t;

DROP TABLE t;

ALTER TABLE _alembic_tmp_t RENAME TO t;

CREATE INDEX ix_a ON t (a);

