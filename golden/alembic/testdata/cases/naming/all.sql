--- upgrade
CREATE TABLE t (
    id SERIAL NOT NULL, 
    a INTEGER, 
    b INTEGER, 
    u_id INTEGER, 
    CONSTRAINT pk_t PRIMARY KEY (id), 
    CONSTRAINT ck_t_positive CHECK (a > 0), 
    CONSTRAINT uq_t_a UNIQUE (a), 
    CONSTRAINT fk_t_u_id_u FOREIGN KEY(u_id) REFERENCES u (id)
);

CREATE INDEX ix_t_b ON t (b);

--- downgrade
ALTER TABLE t DROP CONSTRAINT ck_t_positive;

DROP TABLE t;

