--- upgrade
CREATE TABLE app._alembic_tmp_t (
    id INTEGER NOT NULL, 
    a INTEGER NOT NULL, 
    PRIMARY KEY (id)
);

INSERT INTO app._alembic_tmp_t (id, a) SELECT app.t.id, app.t.a 
FROM app.t;

DROP TABLE app.t;

ALTER TABLE app._alembic_tmp_t RENAME TO t;

