--- upgrade
ALTER TABLE t ADD CONSTRAINT fk_t_u_id_u FOREIGN KEY(u_id) REFERENCES u (id);

ALTER TABLE t ADD CONSTRAINT uq_t_a UNIQUE (a);

CREATE INDEX ix_t_a ON t (a);

