--- upgrade
ALTER TABLE t ADD CONSTRAINT fk_t_t FOREIGN KEY(parent_id) REFERENCES t (id);

