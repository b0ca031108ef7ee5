--- upgrade
CREATE TABLE _alembic_tmp_t (
    id INTEGER NOT NULL, 
    u_id INTEGER, 
    PRIMARY KEY (id), 
    CONSTRAINT fk_u2 FOREIGN KEY(u_id) REFERENCES u (id) ON DELETE CASCADE
);

INSERT INTO _alembic_tmp_t (id, u_id) SELECT t.id, t.u_id 
FROM t;

DROP TABLE t;

ALTER TABLE _alembic_tmp_t RENAME TO t;

